// What runTlc costs and saves, against java commands as one would type them, side by side in one run.
//
//   npm run build && node bench/tlc-overhead.mjs [repetitions]
//
// (a) a model with 638,671 generated states: runTlc against the very same java command by hand (goal: ratio <= 1.03);
// (b) a tiny model: runTlc with our flags against `java -XX:+UseParallelGC -cp <jar> tlc2.TLC` (goal: ratio <= 0.75);
// (c) the model of (a), with the flags for models of unknown size, against that same plain command (goal: <= 1.03);
// (d) the whole command `tracewright check` on the model of (a) against the same java command by hand, with all our
//     flags, but tlc2.TLC itself where we start it by our launcher, which nobody would type (goal: <= 1.03);
// (e) the whole command on the tiny model, the second time it is checked, against the plain command (goal: < 1);
// (f) as (d), with the launcher by hand too: what Node and the reading of the output cost. No goal; see ADR 3.
// Needs Java and the jar (`tracewright setup`, or TLA2TOOLS_JAR). TRACEWRIGHT_DIST names another build than ../dist.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const dist = process.env.TRACEWRIGHT_DIST
  ? pathToFileURL(resolve(process.env.TRACEWRIGHT_DIST) + '/')
  : new URL('../dist/', import.meta.url);
const { ensureClassArchive, findJava, findLauncher, resolveJar, runTlc, tlcArguments } = await import(
  new URL('tlc/index.js', dist).href
);
const repetitions = Number(process.argv[2] ?? 7);

const MODULE = `---- MODULE Counters ----
EXTENDS Naturals
CONSTANTS Processes, Limit
VARIABLES count, turn
Init == count = [p \\in Processes |-> 0] /\\ turn = 0
Step(p) == count[p] < Limit /\\ count' = [count EXCEPT ![p] = @ + 1] /\\ turn' = (turn + 1) % 3
Reset(p) == count[p] = Limit /\\ turn = 0 /\\ count' = [count EXCEPT ![p] = 0] /\\ UNCHANGED turn
Next == \\E p \\in Processes : Step(p) \\/ Reset(p)
Spec == Init /\\ [][Next]_<<count, turn>>
TypeOK == count \\in [Processes -> 0..Limit]
====
`;
const configuration = (processes, limit) =>
  `SPECIFICATION Spec\nINVARIANT TypeOK\nCHECK_DEADLOCK FALSE\nCONSTANTS Processes = {${processes}}\n Limit = ${limit}\n`;

const folder = mkdtempSync(join(tmpdir(), 'tlc-overhead-'));
writeFileSync(join(folder, 'Counters.tla'), MODULE);
writeFileSync(join(folder, 'Big.cfg'), configuration('p1, p2, p3, p4, p5, p6', 6));
writeFileSync(join(folder, 'Tiny.cfg'), configuration('p1, p2', 2));

const java = demand(await findJava(process.env));
const jar = demand(await resolveJar({ env: process.env }));
const launcher = findLauncher(process.env);
const archive = await ensureClassArchive({ java, jar, launcher, env: process.env });
const base = {
  java: java.path,
  jar: jar.path,
  launcher,
  folder,
  module: 'Counters',
  classArchive: archive.path,
};
const big = { ...base, configFile: 'Big.cfg', modelSize: 'unknown', logFolder: join(folder, 'logs') };
const tiny = { ...base, configFile: 'Tiny.cfg', modelSize: 'tiny', logFolder: join(folder, 'logs') };

let runs = 0;
/** Runs a java command as a shell would, with the output in a file. */
async function byHand(argumentsIn) {
  const path = join(folder, `hand-${++runs}`);
  mkdirSync(join(path, 'tmp'), { recursive: true });
  const output = openSync(join(path, 'output'), 'w');
  const args = argumentsIn({ path, tmp: join(path, 'tmp'), meta: join(path, 'meta') });
  const child = spawn(java.path, args, { cwd: folder, stdio: ['ignore', output, output] });
  const status = await new Promise((ended) => child.on('exit', ended));
  closeSync(output);
  if (status !== 0) throw new Error(`java ended with ${status}`);
}
const withTlcItself = (model, run) =>
  tlcArguments(model, run).map((argument) =>
    argument === 'tracewright.TlcLauncher' ? 'tlc2.TLC' : argument,
  );
const plain = (config) => (run) => [
  ...['-XX:+UseParallelGC', '-cp', jar.path, 'tlc2.TLC', '-tool', '-metadir', run.meta],
  ...['-config', config, 'Counters'],
];
async function ours(request) {
  let length = 0;
  const run = demand(await runTlc(request, { onOutput: (text) => (length += text.length) }));
  if (run.exitCode !== 0 || length === 0) throw new Error(`TLC ended with ${run.exitCode}: ${run.logFile}`);
}

const command = fileURLToPath(new URL('../bin/tracewright.js', import.meta.url));
async function check(config) {
  const child = spawn(process.execPath, [command, 'check', 'Counters.tla', '--config', config], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, TLA2TOOLS_JAR: jar.path },
  });
  const status = await new Promise((ended) => child.on('exit', ended));
  if (status !== 0) throw new Error(`tracewright check ended with ${status}`);
}
// The first check remembers the size of a model, which chooses the flags of the next.
await check('Tiny.cfg');
await check('Big.cfg');

const contests = [
  ['(a) big, same command by hand', () => byHand((run) => tlcArguments(big, run)), () => ours(big), 1.03],
  ['(b) tiny, plain java', () => byHand(plain('Tiny.cfg')), () => ours(tiny), 0.75],
  ['(c) big, plain java', () => byHand(plain('Big.cfg')), () => ours(big), 1.03],
  [
    '(d) big, check, same command',
    () => byHand((run) => withTlcItself(big, run)),
    () => check('Big.cfg'),
    1.03,
  ],
  ['(e) tiny, check, plain java', () => byHand(plain('Tiny.cfg')), () => check('Tiny.cfg'), 1],
  [
    '(f) big, check, with launcher',
    () => byHand((run) => tlcArguments(big, run)),
    () => check('Big.cfg'),
    undefined,
  ],
];
const milliseconds = contests.map(() => [[], []]);
try {
  console.log(
    `Java ${java.version}, ${cpus().length} CPUs, ${repetitions} repetitions, interleaved; wall milliseconds`,
  );
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const [position, [, theirs, mine]] of contests.entries()) {
      // The order alternates, so that neither always finds the machine as the other left it.
      const order = [...[theirs, mine].entries()];
      for (const [side, run] of repetition % 2 === 0 ? order : order.reverse()) {
        const started = performance.now();
        await run();
        milliseconds[position][side].push(performance.now() - started);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const [position, [title, , , goal]] of contests.entries()) {
  const [hand, mine] = milliseconds[position].map(describe);
  const ratio = mine.median / hand.median;
  const verdict = goal === undefined ? 'no goal' : `${ratio <= goal ? 'goal met' : 'goal missed'}: ${goal}`;
  console.log(
    `${title.padEnd(30)} hand ${hand.text}  ours ${mine.text}  ratio ${ratio.toFixed(3)} (${verdict})`,
  );
}

function describe(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const median = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  return { median, text: `${median.toFixed(0)} [${sorted[0].toFixed(0)}..${sorted.at(-1).toFixed(0)}]` };
}

function demand(result) {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
