/**
 * What the explorer costs and what its reductions save, each beside the plain way in the same run; the ratios are what counts.
 * Times are processor time of this process, so that other work on the machine does not count.
 *
 * Usage: npm run build && node bench/explorer.mjs
 */
import { createMemory, explorer, lockPage, testAndSetBit, unlockPage } from '../dist/kernel/index.js';
import { testAndSetBit as testAndSetBitFibre } from '../dist/kernel/schedule/generated/flags/bits.js';
import {
  lockPage as lockPageFibre,
  unlockPage as unlockPageFibre,
} from '../dist/kernel/schedule/generated/flags/page-lock.js';

const { EXHAUSTIVE, pageProgram, sample, search } = explorer;
const FIBRES = 3;
const OPERATIONS = 10;
const ROUNDS = 5;
const NAIVE = { ...EXHAUSTIVE, partialOrder: false, sleepSets: false, stateHashing: false, tableSlots: 1 };
/** So many steps, and the plain enumeration has had its chance. */
const NAIVE_STEPS = 5_000_000;

const memory = createMemory({ pages: 1, users: 0, repeat: false });
const cells = { words: memory.words, bytes: memory.bytes };

function program(operation) {
  return {
    cells,
    fibres: Array.from({ length: FIBRES }, (_, fibre) => ({
      name: `fibre ${fibre}`,
      operations: Array.from({ length: OPERATIONS }, (_, i) => () => operation(i)),
    })),
  };
}

const flags = program((i) => testAndSetBitFibre(memory, 0, 1 << (16 + i)));
const locks = program((i) => (i % 2 === 0 ? lockPageFibre(memory, 0) : unlockPageFibre(memory, 0)));

function milliseconds(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function throughput(name, of, bare) {
  const options = { seed: 1, mostRuns: 10_000, longestRun: 1_000, spuriousWakeUps: 0, timeOuts: 0 };
  for (const strategy of ['random', { depth: 3 }]) {
    let best = 0;
    for (let round = 0; round < ROUNDS; round++) {
      let steps = 0;
      const time = milliseconds(() => (steps = sample(of, { ...options, strategy }).steps));
      best = Math.max(best, steps / time / 1000);
    }
    const label = `${name}, ${strategy === 'random' ? 'random' : 'PCT'}`;
    console.log(
      `${label.padEnd(44)} ${best.toFixed(2).padStart(8)} M steps/s   bare x${(bare / best).toFixed(1)}`,
    );
  }
}

/** Millions of atomic operations a second of the core's own functions, in this thread, without a scheduler. */
function bareSpeed(operation, atomics) {
  const count = 300_000;
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    memory.words.fill(0, 16, 17);
    best = Math.min(
      best,
      milliseconds(() => {
        for (let i = 0; i < count; i++) operation(i);
      }),
    );
  }
  memory.words.fill(0, 16, 17);
  return (count * atomics) / best / 1000;
}

function exhaustive(name, of) {
  let report;
  const time = milliseconds(() => (report = search(of, EXHAUSTIVE)));
  const speed = (report.steps / time / 1000).toFixed(2);
  const result = report.isComplete ? 'complete' : report.incomplete;
  console.log(
    `${name.padEnd(44)} ${time.toFixed(0).padStart(8)} ms  ${result}: ${report.runs} runs, ${report.steps} steps, ${report.states} states, ${speed} M steps/s`,
  );
  return report;
}

function naive(name, of) {
  const reduced = exhaustive(`${name}, all reductions`, of);
  let report;
  const time = milliseconds(() => (report = search(of, { ...NAIVE, mostSteps: NAIVE_STEPS })));
  const result = report.isComplete ? `complete: ${report.runs} runs` : `gave up after ${report.runs} runs`;
  const ratio = `${report.isComplete ? '' : 'more than '}x${(report.steps / reduced.steps).toFixed(0)} steps`;
  console.log(
    `${`${name}, plain enumeration`.padEnd(44)} ${time.toFixed(0).padStart(8)} ms  ${result}, ${ratio}`,
  );
}

const small = {
  cells,
  fibres: flags.fibres.map(({ name, operations }) => ({ name, operations: operations.slice(0, 3) })),
};

console.log(
  `${FIBRES} fibres with ${OPERATIONS} operations each; "bare" is the same atomic operations without a scheduler`,
);
throughput(
  'testAndSetBit',
  flags,
  bareSpeed((i) => testAndSetBit(memory, 0, 1 << (16 + (i % 10))), 1),
);
throughput(
  'lockPage, unlockPage',
  locks,
  bareSpeed(() => {
    lockPage(memory, 0);
    unlockPage(memory, 0);
  }, 2),
);
console.log();
naive('3 x 3 testAndSetBit', small);
naive('3 x 10 testAndSetBit', flags);
naive('3 x 10 lockPage, unlockPage', locks);
console.log();
exhaustive('baseline pin-writeback, to the first failure', pageProgram('pin-writeback', 'baseline'));
const megabytes = (process.memoryUsage().rss / 1e6).toFixed(0);
console.log(`resident memory of this process at the end: ${megabytes} MB`);
