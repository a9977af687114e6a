import type { TestCase, TestModule } from 'vitest/node';
import { dirname, join, relative, resolve } from 'node:path';
import { realpath, stat } from 'node:fs/promises';
import { discoverModels, nearest, type FoundManifest } from '../../manifest/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { testIds } from '../trace-id.ts';
import { placed } from './check.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `replay`. */
export interface ReplayOptions {
  /** The id of one trace: the name of its configuration file. */
  readonly test?: string;
}

/** `tracewright replay`: runs the generated suites of the manifests below the given paths against their drivers. */
export async function replay(
  paths: readonly string[],
  options: ReplayOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const found = await discoverModels(paths.length > 0 ? paths : ['.']);
  for (const error of found.errors) complain(context, placed(error), EXIT.didNotRun);
  if (found.errors.length > 0) return EXIT.didNotRun;
  const suites = found.manifests.filter(({ manifest }) => manifest.suite);
  if (suites.length === 0)
    return complain(context, 'no manifest here has a "suite", so there is nothing to replay', EXIT.didNotRun);
  const ids = suites.flatMap(({ manifest }) => testIds(manifest));
  if (options.test !== undefined && !ids.includes(options.test)) {
    const guess = nearest(options.test, ids);
    const hint = guess === undefined ? `there are ${ids.join(', ')}` : `did you mean ${guess}?`;
    return complain(context, `there is no test ${options.test}; ${hint}`, EXIT.didNotRun);
  }
  const wanted: WantedSuite[] = [];
  for (const suite of suites) {
    const file = suiteFile(suite);
    const there = await stat(file).catch(() => undefined);
    if (!there)
      return complain(
        context,
        `${relative(process.cwd(), file)} is not there; run \`tracewright generate\` first`,
        EXIT.didNotRun,
      );
    const ids = testIds(suite.manifest).filter((id) => options.test === undefined || id === options.test);
    wanted.push({ file, ids });
  }
  return runVitest(wanted, options.test, context);
}

/** A generated suite, and the tests that have to run in it. */
interface WantedSuite {
  readonly file: string;
  readonly ids: readonly string[];
}

const suiteFile = ({ file, manifest }: FoundManifest): string =>
  join(resolve(dirname(file), manifest.suite?.output ?? '.'), 'suite.test.ts');

async function runVitest(
  suites: readonly WantedSuite[],
  test: string | undefined,
  context: CommandContext,
): Promise<ExitCode> {
  const vitest = await import('vitest/node').catch(() => undefined);
  if (!vitest)
    return complain(
      context,
      'replay needs vitest in this project: npm install --save-dev vitest',
      EXIT.didNotRun,
    );
  const run = await vitest.startVitest(
    'test',
    suites.map(({ file }) => file),
    {
      watch: false,
      passWithNoTests: false,
      reporters: ['verbose'],
      ...(test !== undefined && { testNamePattern: ` ${escapeRegExp(test)}: ` }),
    },
  );
  context.signal.addEventListener('abort', () => void run.cancelCurrentRun('keyboard-input'));
  const modules = run.state.getTestModules();
  const ran = modules.flatMap(testsRun);
  const failed = modules.some((module) => !module.ok()) || run.state.getUnhandledErrors().length > 0;
  const missing = await missingTests(suites, modules, failed);
  await run.close();
  if (context.signal.aborted) return EXIT.interrupted;
  for (const message of missing) complain(context, message, EXIT.didNotRun);
  if (missing.length > 0) return EXIT.didNotRun;
  if (ran.length === 0 && !failed) return complain(context, 'no test was run', EXIT.didNotRun);
  return failed ? EXIT.violated : EXIT.asExpected;
}

const testsRun = (module: TestModule): readonly TestCase[] =>
  [...module.children.allTests()].filter((test) => test.result().state !== 'skipped');

/** What the manifests ask for and the suites did not run: a suite that is older than its manifest must not be green. */
async function missingTests(
  suites: readonly WantedSuite[],
  modules: readonly TestModule[],
  failed: boolean,
): Promise<readonly string[]> {
  const real = (file: string): Promise<string> => realpath(file).catch(() => file);
  const moduleFiles = await Promise.all(modules.map(({ moduleId }) => real(moduleId)));
  const suiteFiles = await Promise.all(suites.map(({ file }) => real(file)));
  return suites.flatMap(({ file, ids }, suite) => {
    const own = modules.filter((_, i) => moduleFiles[i] === suiteFiles[suite]);
    // Such a suite fails with its own message, and its tests are unknown.
    if (own.some((module) => module.errors().length > 0)) return [];
    const place = relative(process.cwd(), file);
    if (own.length === 0) return [`${place} was not run; does the vitest configuration leave it out?`];
    const all = own.flatMap((module) => [...module.children.allTests()]);
    // After a failure, vitest may skip the rest (`bail`), and the failure is what counts.
    const ran = failed ? all : own.flatMap(testsRun);
    const isOf = (id: string) => (test: TestCase) => test.name.startsWith(`${id}: `);
    return ids
      .filter((id) => !ran.some(isOf(id)))
      .map((id) =>
        all.some(isOf(id))
          ? `${id} was skipped in ${place}`
          : `${id} is in the manifest but not in the generated suite ${place}; run \`tracewright generate\``,
      );
  });
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
