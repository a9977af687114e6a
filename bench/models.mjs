// What TLC has to do for each model, and how long plain java and `tracewright check` take for it, side by side in one run.
//
//   npm run build && node bench/models.mjs [--all] [paths...]
//
// Without --all: of each folder, the model of the tier `pr` with the most states that is no mutant or probe. Paths are those
// of `tracewright check`; default: specs. The order of the two alternates. Needs Java and the jar (`tracewright setup`, or
// TLA2TOOLS_JAR).
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { discoverModels, expectedStates } from '../dist/manifest/index.js';
import { findJava, resolveJar } from '../dist/tlc/index.js';

const isAll = process.argv.includes('--all');
const paths = process.argv.slice(2).filter((argument) => argument !== '--all');
const java = demand(await findJava(process.env));
const jar = demand(await resolveJar({ env: process.env }));
const command = fileURLToPath(new URL('../bin/tracewright.js', import.meta.url));

const { tasks, errors } = await discoverModels(
  paths.length > 0 ? paths : [fileURLToPath(new URL('../specs', import.meta.url))],
);
for (const { message } of errors) throw new Error(message);

const size = (task) => (task.expected && expectedStates(task.expected.expect)) ?? 0;
const isOrdinary = ({ expected }) => !expected?.role && expected?.tier !== 'nightly';
const largestOf = (folder) =>
  tasks
    .filter((task) => task.folder === folder && isOrdinary(task))
    .reduce((largest, task) => (size(task) > size(largest) ? task : largest));
const models = isAll ? tasks : [...new Set(tasks.map(({ folder }) => folder))].map(largestOf);

const scratch = mkdtempSync(join(tmpdir(), 'models-'));
const total = { generated: 0, byHand: 0, ours: 0 };
try {
  console.log(
    `Java ${java.version}, ${cpus().length} CPUs; one worker; "java" is: java -XX:+UseParallelGC -cp <jar> tlc2.TLC`,
  );
  console.log(`${'model'.padEnd(48)}  distinct generated  java s  states/s  check s  ratio`);
  for (const [position, task] of models.entries()) {
    const contest = [() => byHand(task, join(scratch, String(position))), () => check(task)];
    if (position % 2 === 1) contest.reverse();
    const results = [await contest[0](), await contest[1]()];
    if (position % 2 === 1) results.reverse();
    const [{ seconds: byHandSeconds }, { seconds, distinct, generated }] = results;
    total.generated += generated;
    total.byHand += byHandSeconds;
    total.ours += seconds;
    row(basename(task.config, '.cfg'), distinct, generated, byHandSeconds, seconds);
  }
  row(`all ${models.length}`, '', total.generated, total.byHand, total.ours);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function row(name, distinct, generated, byHandSeconds, seconds) {
  const counts = `${String(distinct).padStart(9)} ${String(generated).padStart(9)}`;
  const rate = String(Math.round(generated / byHandSeconds)).padStart(9);
  const times = `${byHandSeconds.toFixed(2).padStart(7)} ${rate} ${seconds.toFixed(2).padStart(8)}`;
  console.log(`${name.padEnd(48)} ${counts} ${times}  ${(seconds / byHandSeconds).toFixed(2).padStart(5)}`);
}

async function byHand({ folder, module, config }, meta) {
  const options = ['-metadir', meta, '-workers', '1', '-config', basename(config), module];
  const { seconds, status } = await run(
    java.path,
    ['-XX:+UseParallelGC', '-cp', jar.path, 'tlc2.TLC', ...options],
    folder,
  );
  // 10 to 13: TLC found what the model is there to show.
  if (status !== 0 && !(status >= 10 && status <= 13))
    throw new Error(`java ended with ${status}: ${config}`);
  return { seconds };
}

async function check({ folder, module, config }) {
  const options = ['check', `${module}.tla`, '--config', basename(config), '--workers', '1', '--json'];
  const { seconds, status, output } = await run(process.execPath, [command, ...options], folder);
  if (status !== 0) throw new Error(`tracewright check ended with ${status}: ${config}`);
  const statistics = JSON.parse(output).models.map(({ verdict }) => verdict.statistics);
  const sum = (count) => statistics.reduce((all, one) => all + (one?.[count] ?? 0), 0);
  return { seconds, distinct: sum('distinct'), generated: sum('generated') };
}

/** Runs a command to its end; `seconds` on the clock on the wall. */
async function run(file, args, cwd) {
  const started = performance.now();
  const child = spawn(file, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, TLA2TOOLS_JAR: jar.path },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  const status = await new Promise((ended) => child.on('close', ended));
  return { seconds: (performance.now() - started) / 1000, status, output };
}

function demand(result) {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
