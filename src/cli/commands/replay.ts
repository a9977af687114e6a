import { basename, dirname, join, relative, resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import { discoverModels, nearest, type FoundManifest } from '../../manifest/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { savedTraceId } from '../save-traces.ts';
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
  const ids = suites.flatMap(testIds);
  if (options.test !== undefined && !ids.includes(options.test)) {
    const guess = nearest(options.test, ids);
    const hint = guess === undefined ? `there are ${ids.join(', ')}` : `did you mean ${guess}?`;
    return complain(context, `there is no test ${options.test}; ${hint}`, EXIT.didNotRun);
  }
  const files = suites.map(suiteFile);
  for (const file of files) {
    const there = await stat(file).catch(() => undefined);
    if (!there)
      return complain(
        context,
        `${relative(process.cwd(), file)} is not there; run \`tracewright generate\` first`,
        EXIT.didNotRun,
      );
  }
  return runVitest(files, options.test, context);
}

/** The ids that `generate` gives to the tests of a suite. */
const testIds = ({ manifest }: FoundManifest): readonly string[] => [
  ...manifest.models.flatMap(({ test, config }) => (test === undefined ? [] : [basename(config, '.cfg')])),
  ...(manifest.suite?.traces ?? []).map(savedTraceId),
];

const suiteFile = ({ file, manifest }: FoundManifest): string =>
  join(resolve(dirname(file), manifest.suite?.output ?? '.'), 'suite.test.ts');

async function runVitest(
  files: readonly string[],
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
  const run = await vitest.startVitest('test', [...files], {
    watch: false,
    passWithNoTests: false,
    reporters: ['verbose'],
    ...(test !== undefined && { testNamePattern: ` ${escapeRegExp(test)}: ` }),
  });
  context.signal.addEventListener('abort', () => void run.cancelCurrentRun('keyboard-input'));
  const modules = run.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const ran = tests.filter((candidate) => candidate.result().state !== 'skipped');
  const failed = modules.some((module) => !module.ok()) || run.state.getUnhandledErrors().length > 0;
  await run.close();
  if (context.signal.aborted) return EXIT.interrupted;
  if (ran.length === 0 && !failed) return complain(context, 'no test was run', EXIT.didNotRun);
  return failed ? EXIT.violated : EXIT.asExpected;
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
