/**
 * Writes docs/outcomes.md: what became of every design, on worker threads and in the explorer.
 *
 * - Each design runs freely for some seconds in several settings, all in this one process, one after the other, so that its
 *   pages written a second can stand beside those of the baseline. The counts differ from run to run; what is forbidden by the
 *   models must not happen in any, and fails the script.
 * - The explorer looks for failures of each design in each of its programs, by random schedules from a fixed seed: the same
 *   result every time.
 *
 * Usage: npm run outcomes, or after a build: node scripts/generate-outcomes.mjs [--seconds <n>]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runOutcomes } from '../dist/cli/report/run-outcomes.js';
import { DESIGNS, explorer, runFree } from '../dist/kernel/index.js';
import { parseManifest } from '../dist/manifest/index.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const seconds =
  Number(process.argv.includes('--seconds') ? process.argv[process.argv.indexOf('--seconds') + 1] : 6) || 6;
const SHAPE = { pages: 4, users: 2, seed: 1 };
const ROUNDS = 3;
const FORBIDDEN = ': forbidden';
const SETTINGS = [
  { title: 'Two short users, written in place', run: {} },
  { title: 'One short and one long-term user, written in place', run: { longTermUsers: 1 } },
  { title: 'One short and one long-term user, copy on write', run: { longTermUsers: 1, features: ['cow'] } },
  {
    title: 'Two short users, written in place to a RAID5 with parity instead of guard tags',
    run: { features: ['parity'] },
    failures: ['parity error', 'stripe inconsistent', 'block rebuilt wrong', 'surprise dirty'],
  },
];
const FAILURES = [
  'guard error',
  'surprise dirty',
  'no space',
  'dirty page dropped',
  'page lost at the end',
  'pin refused',
  'fsync starved',
  'lock held in vain',
];
const RANDOM = {
  seed: 1,
  mostRuns: 3_000,
  longestRun: 1_000,
  spuriousWakeUps: 0,
  timeOuts: 0,
  strategy: { depth: 3 },
};

const designs = Object.keys(DESIGNS);
const forbidden = [];
const parts = [];
// So that the first design does not pay for the start.
await runFree({ ...SHAPE, design: 'baseline', milliseconds: 1000 });
for (const setting of SETTINGS)
  parts.push(`### ${setting.title}`, `    ${commandOf(setting)}`, await freeRuns(setting));
const text = `# What becomes of each design

Made by \`npm run outcomes\`. The models say what can happen ([matrix.md](matrix.md)); this is
what happened to the reference implementation (\`src/kernel\`) when it ran.

## On worker threads

Each design ran for ${seconds} s in each setting, in ${ROUNDS} rounds, with ${SHAPE.pages} pages, Node ${process.versions.node}, ${cpus().length} cores: a flusher, a process that calls fsync(), a
process that stores, reclaim, a block device, and ${SHAPE.users} users with their devices, each a thread. All runs were made by one process, one after
the other; "pages" is pages written a second, and beside it the ratio to the baseline of the same setting. Counts differ from run to run. A
**bold** failure is one that the design's models refute ("interesting"), all others are graded as forbidden: the script fails if one happens.
A long-term user keeps its page until the run ends, or until it is asked to give it back; a design that refuses long-term pins is asked for one\nagain and again, and its user gets none. A dot is zero.

${parts.join('\n\n')}

## In the explorer

The first failure that at most ${RANDOM.mostRuns.toLocaleString('en')} random schedules (PCT, depth ${RANDOM.strategy.depth}, seed ${RANDOM.seed}) of each program find, always the same;
a dot where they find none, which proves nothing. \`npx tracewright explore <design> --program <program>\` looks on, exhaustively as far as the time
goes, and prints the schedule.

${exploration()}
`;
writeFileSync(join(root, 'docs/outcomes.md'), text);
for (const line of forbidden) console.error(line);
if (forbidden.length > 0) process.exitCode = 1;

/** What a reader can run; the seeds of the rounds are 1, 2 and so on. */
function commandOf({ run: { longTermUsers = 0, features = [] } }) {
  const options = [
    `--pages ${SHAPE.pages} --users ${SHAPE.users}`,
    ...(longTermUsers > 0 ? [`--long-term ${longTermUsers}`] : []),
    ...(features.length > 0 ? [`--features ${features.join(',')}`] : []),
  ];
  return `npx tracewright run <design> --seconds ${seconds / ROUNDS} ${options.join(' ')}`;
}

/** Each design in turn, and that several times, so that what else the machine does meets all of them. */
async function freeRuns({ title, run, failures: shown = FAILURES }) {
  const totals = new Map(
    designs.map((design) => [design, { written: 0, putOff: 0, fsyncs: 0, failures: new Map() }]),
  );
  for (let round = 1; round <= ROUNDS; round++) {
    for (const design of designs) {
      console.error(`${title}: round ${round} of ${ROUNDS}: ${design}`);
      const milliseconds = (seconds * 1000) / ROUNDS;
      const report = await runFree({ ...SHAPE, ...run, seed: round, design, milliseconds });
      if (report.failures.length > 0) throw new Error(`${design}: ${JSON.stringify(report.failures)}`);
      addTo(totals.get(design), report, runOutcomes(report, manifestOf(design), run.features));
    }
  }
  const baseline = totals.get('baseline').written;
  const rows = [...totals].map(([design, { written, putOff, fsyncs, failures }]) => [
    design,
    String(Math.round(written / seconds)),
    (written / baseline).toFixed(2),
    perSecond(putOff),
    perSecond(fsyncs),
    ...shown.map((name) => failures.get(name) ?? '.'),
  ]);
  for (const [design, { failures }] of totals)
    for (const [name, cell] of failures)
      if (cell.endsWith(FORBIDDEN)) forbidden.push(`${title}: ${design}: ${name} ${cell}`);
  return table(['design', 'pages', 'ratio', 'put off a second', 'fsync a second', ...shown], rows);
}

function addTo(total, { counts }, outcomes) {
  total.written += counts.pagesWritten;
  total.putOff += counts.pagesPutOff;
  total.fsyncs += counts.fsyncs;
  for (const { outcome, count, grade } of outcomes) {
    if (count === 0 || grade === 'acceptable') continue;
    const sum = count + Number(/\d+/.exec(total.failures.get(outcome) ?? '0')[0]);
    total.failures.set(outcome, grade === 'interesting' ? `**${sum}**` : `${sum}${FORBIDDEN}`);
  }
}

function perSecond(count) {
  return count === 0 ? '.' : (count / seconds).toFixed(count / seconds < 10 ? 1 : 0);
}

function manifestOf(design) {
  const file = join(root, 'specs', design, 'manifest.json');
  const manifest = parseManifest(readFileSync(file, 'utf8'), file);
  if (!manifest.ok) throw new Error(`${file}: ${manifest.error[0].message}`);
  return manifest.value;
}

function exploration() {
  const programs = Object.keys(explorer.PAGE_PROGRAMS);
  const rows = designs.map((design) => [design, ...programs.map((program) => found(program, design))]);
  const legend = programs.map((program) => `* \`${program}\`: ${explorer.PAGE_PROGRAMS[program].about}`);
  return `${table(['design', ...programs], rows)}\n\n${legend.join('\n')}`;
}

function found(program, design) {
  const failure = explorer.sample(explorer.pageProgram(program, design), RANDOM).found?.failure;
  if (failure === undefined) return '.';
  return failure.kind === 'assertion' ? failure.message.split(':')[0] : failure.kind;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
