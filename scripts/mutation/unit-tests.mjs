import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'test/unit/kernel';
/** The mirror compares source with specification, also where it makes no difference. */
const LEFT_OUT = ['mirror.test.ts'];
/** Many times what the files of one mutant take: it hangs, which is noticed, if it does so a second time. */
const LONGEST_MS = 30_000;

/**
 * Which of these mutants the core's unit tests notice: for each whether its place is evaluated, and whether a test fails or hangs. Each file of tests is run
 * once to see which places it evaluates, and then for each mutant those files that evaluate its place.
 */
export async function killedByUnitTests(folder, mutants, lanes, tell) {
  const files = readdirSync(join(folder, FOLDER)).filter(
    (name) => name.endsWith('.test.ts') && !LEFT_OUT.includes(name),
  );
  const places = new Map();
  for (const file of files) places.set(file, await placesOf(folder, file));
  const queue = mutants.map(({ id }) => ({ id, files: files.filter((file) => places.get(file).has(id)) }));
  const results = new Map();
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { id } = next;
      const isNoticed = next.files.length > 0 && !(await passes(folder, next.files, { MUTANT: id }));
      results.set(id, { isNoticed, isEvaluated: next.files.length > 0 });
      if (results.size % 20 === 0 || results.size === mutants.length)
        tell(`unit tests: ${results.size} of ${mutants.length} mutants`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

async function placesOf(folder, file) {
  const counts = join(folder, 'counts.json');
  if (!(await passes(folder, [file], { MUTANT_COUNTS: counts })))
    throw new Error(`${FOLDER}/${file} does not pass without any mutant`);
  const found = existsSync(counts) ? readFileSync(counts, 'utf8').split('\n') : [];
  rmSync(counts, { force: true });
  return new Set(found);
}

async function passes(folder, files, env) {
  return (await passesInTime(folder, files, env)) ?? (await passesInTime(folder, files, env)) ?? false;
}

/** Undefined if the tests were stopped. */
function passesInTime(folder, files, env) {
  const args = [
    'vitest',
    'run',
    '--project',
    'unit',
    '--bail',
    '1',
    '--pool',
    'forks',
    '--no-isolate',
    '--testTimeout',
    '60000',
  ];
  return new Promise((resolve) => {
    const child = spawn('npx', [...args, '--maxWorkers', '1', ...files.map((file) => `${FOLDER}/${file}`)], {
      cwd: folder,
      stdio: 'ignore',
      detached: true,
      env: { ...process.env, ...env },
    });
    const killGroup = () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    const clock = setTimeout(killGroup, LONGEST_MS);
    process.once('exit', killGroup);
    child.once('exit', (code, signal) => {
      clearTimeout(clock);
      process.off('exit', killGroup);
      resolve(signal === 'SIGKILL' ? undefined : code === 0);
    });
  });
}
