/**
 * Makes all mutants of the kernel core that Stryker knows, and looks which tests notice each: for docs/mutation.md.
 *
 * - The conformance suites of all designs, walked by several strategies through the same state graphs, in worker threads, the
 *   core as plain functions in the thread of the test.
 * - The unit tests, by vitest, for those mutants that no suite notices.
 *
 * A mutant whose place no test evaluates counts as one that nobody notices.
 *
 * Usage: npm run mutation, or: node scripts/mutate-kernel.mjs [--only <part of a file's name>] [--every <n>] [--no-unit] [--keep <file>]
 * With --every 4 a fourth of the mutants is tried, the same ones each time: all of them take hours.
 * With --keep the part about the suites is kept in a file, and taken from there while sources and suites are the same.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instrumentKernel } from './mutation/instrument-kernel.mjs';
import { Judges } from './mutation/judges.mjs';
import { mutationReport } from './mutation/report.mjs';
import { killedByUnitTests } from './mutation/unit-tests.mjs';

const LANES = 2;
/** A mutant's place may be evaluated so many times as often as without any mutant. */
const PATIENCE = 20;

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const only = option('--only') ?? '';
const { folder, mutants, inputsHash } = await instrumentKernel();
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])
  process.on(signal, () => process.exit(code));

const every = Number(option('--every') ?? 1);
const chosen = mutants.filter(({ fileName, id }) => fileName.includes(only) && Number(id) % every === 0);
const { rows, noticed } = await suiteResults();
const missed = chosen.filter(({ id }) => noticed.get(id).size === 0);
const byUnitTests = args.includes('--no-unit')
  ? new Map()
  : await killedByUnitTests(folder, missed, LANES, (text) => console.error(text));
const report = mutationReport({
  mutants: chosen,
  all: mutants.length,
  every,
  rows,
  noticed,
  byUnitTests,
  sourceOf,
  reasons: readReasons(),
});
console.log(report.summary);
if (only === '' && byUnitTests.size > 0) writeFileSync(join(root, 'docs/mutation.md'), report.text);

/** What the strategies do, and by mutant which of them notice it. */
async function suiteResults() {
  const inputs = createHash('sha256').update(JSON.stringify([mutants, only, every, inputsHash]));
  const hash = inputs.digest('hex');
  const file = option('--keep');
  const kept = file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const results = kept?.hash === hash ? kept : { hash, ...(await tryStrategies()) };
  if (file !== undefined) writeFileSync(file, JSON.stringify(results));
  return { rows: results.rows, noticed: new Map(results.noticed.map(([id, by]) => [id, new Set(by)])) };
}

async function tryStrategies() {
  const judges = new Judges(folder, LANES);
  const { rows, atStart } = await judges.count();
  const early = new Set(atStart);
  const noticed = new Map(chosen.map(({ id }) => [id, []]));
  for (const row of rows) {
    const jobs = chosen.flatMap(({ id }) => jobOf(id, row, early.has(id)));
    let done = 0;
    await judges.judge(jobs, (job, how) => {
      if (how !== undefined) noticed.get(job.mutant).push(row.strategy);
      if (++done % 100 === 0 || done === jobs.length)
        console.error(`${row.strategy}: ${done} of ${jobs.length} mutants`);
    });
  }
  return {
    rows: rows.map(({ strategy, tests, steps, refusals, hits }) => ({
      ...{ strategy, tests, steps, refusals },
      reached: [...new Set(hits.flatMap((of) => [...of.keys()]))],
    })),
    noticed: [...noticed],
  };
}

function jobOf(mutant, { strategy, hits, milliseconds }, fresh) {
  const places = [...hits.keys()].filter((place) => fresh || hits[place].has(mutant));
  if (places.length === 0) return [];
  const evaluated = places.reduce((sum, place) => sum + (hits[place].get(mutant) ?? 0), 0);
  const most = PATIENCE * evaluated + 100_000;
  return [{ mutant, strategy, places, fresh, most, milliseconds }];
}

function sourceOf({ fileName, location: { start, end } }) {
  const lines = readFileSync(join(root, 'src', fileName), 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = lines[last].slice(0, end.column);
  lines[0] = lines[0].slice(start.column);
  return lines.join('\n');
}

function readReasons() {
  return JSON.parse(readFileSync(join(root, 'scripts/mutation/equivalent.json'), 'utf8'));
}
