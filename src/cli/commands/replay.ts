import type * as VitestNode from 'vitest/node';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAILURE_FILE, FAILURE_TO_TRY, type NotedFailure } from '../../conformance/index.ts';
import { discoverModels, type FoundManifest, type Manifest } from '../../manifest/index.ts';
import { fail, ok } from '../../trace/index.ts';
import { readProjectConfig } from '../config-file.ts';
import { EXIT, worst, type ExitCode } from '../exit-code.ts';
import { nearestFolder } from '../suite/nearest-folder.ts';
import { placeOfFailure, saveFailure } from '../suite/save-failure.ts';
import { suiteHashes } from '../suite/suite-hashes.ts';
import { tellRefusal } from '../suite/tell-refusal.ts';
import { missingDriver } from '../suite/missing-driver.ts';
import { staleSuite } from '../suite/stale-suite.ts';
import { suiteCommand, suiteFile, suiteLocation, type SuiteLocation } from '../suite/suite-location.ts';
import { shownPath } from '../shown-path.ts';
import { endWithUs } from '../suite/end-with-us.ts';
import { testIds } from '../trace-id.ts';
import { unknownName } from '../unknown-name.ts';
import { placed } from '../placed.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `replay`. */
export interface ReplayOptions {
  /** The id of one trace: the name of its configuration file. */
  readonly test?: string;
  /** The name under which the failure of that test becomes a saved trace. */
  readonly save?: string;
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
  const wantedId = options.test?.replace(/#\d+$/, '');
  if (wantedId !== undefined && !ids.includes(wantedId))
    return complain(context, unknownName('test', wantedId, ids), EXIT.didNotRun);
  const wanted: WantedSuite[] = [];
  for (const suite of suites) {
    const location = await suiteLocation(suite);
    const problem = await findProblem(suite, location);
    if (problem !== undefined) return complain(context, problem, EXIT.didNotRun);
    const ids = testIds(suite.manifest).flatMap((id) =>
      wantedId === undefined || id === wantedId ? [options.test ?? id] : [],
    );
    wanted.push({ manifest: suite.manifest, location, ids });
  }
  if (options.save === undefined) return replayAndTell(suites, wanted, options.test, context);
  return saveWhatFails(options.save, suites, wanted, options.test, context);
}

/** Runs the tests, and says of the first that failed on a walk what the specification says of it. */
async function replayAndTell(
  suites: readonly FoundManifest[],
  wanted: readonly WantedSuite[],
  test: string | undefined,
  context: CommandContext,
): Promise<ExitCode> {
  const { code, failure } = await runNoting(wanted, test, context);
  const { refusal } = failure ?? {};
  const own = suites.flatMap((suite, i) =>
    wanted[i]!.ids.some((id) => id.replace(/#\d+$/, '') === failure?.id) ? [i] : [],
  );
  // Two suites with models of one name: which of them failed is not known.
  if (!failure || refusal?.was !== 'performed' || own.length !== 1) return code;
  const place = own[0]!;
  const told = await tellRefusal(failure, refusal.action, suites[place]!, wanted[place]!.location, context);
  context.terminal.out.write(
    told.ok ? `${told.value}\n` : `why the model does not allow it is not known: ${told.error}\n`,
  );
  return code;
}

/** Runs the tests; the first that failed on a walk leaves its way there. */
async function runNoting(
  wanted: readonly WantedSuite[],
  test: string | undefined,
  context: CommandContext,
): Promise<{ readonly code: ExitCode; readonly failure: NotedFailure | undefined }> {
  return withFile(FAILURE_FILE, async (note) => {
    const code = await runSuites(wanted, { test, reporters: ['verbose'] }, context);
    const noted = await readFile(note, 'utf8').catch(() => undefined);
    return { code, failure: noted === undefined ? undefined : (JSON.parse(noted) as NotedFailure) };
  });
}

/** Runs the way to a failure and nothing else, in a process that nothing was done in before. */
async function runAlone(
  failure: NotedFailure,
  { manifest, location }: WantedSuite,
  context: CommandContext,
): Promise<ExitCode> {
  // A trace cannot show it in any case.
  if (failure.refusal !== undefined || failure.needsRefusals) return EXIT.violated;
  const test = `${failure.id}#1`;
  return withFile(FAILURE_TO_TRY, async (file) => {
    await writeFile(file, JSON.stringify(failure));
    return runSuites([{ manifest, location, ids: [test] }], { test, reporters: [{}] }, context);
  });
}

/** The way to a file in a folder of its own, which the tests find by the environment variable `name`. */
async function withFile<T>(name: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tracewright-failure-'));
  const file = join(folder, 'failure.json');
  process.env[name] = file;
  // Whatever ends this process: a driver that loops for ever leaves it no other way.
  const tidy = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', tidy);
  try {
    return await use(file);
  } finally {
    delete process.env[name];
    process.off('exit', tidy);
    tidy();
  }
}

const ONLY_AFTER_OTHERS =
  'the shortest way to the failure passes in a process of its own, so something is left over from what was tried before it, and nothing was saved; does the driver or the implementation keep anything from one createDriver() to the next?';

/** Runs one test of walks, and keeps the way to its failure. */
async function saveWhatFails(
  name: string,
  suites: readonly FoundManifest[],
  wanted: readonly WantedSuite[],
  test: string | undefined,
  context: CommandContext,
): Promise<ExitCode> {
  const place = wanted.findIndex(({ ids }) => ids.length > 0);
  const [suite, location] = [suites[place], wanted[place]?.location];
  if (test === undefined || !suite || !location || wanted.some(({ ids }, i) => i !== place && ids.length > 0))
    return complain(context, '--save needs --test, and one suite that has it', EXIT.didNotRun);
  const file = await placeOfFailure(name, suite, location);
  if (!file.ok) return complain(context, file.error, EXIT.didNotRun);
  const { code, failure } = await runNoting(wanted, test, context);
  if (code === EXIT.asExpected)
    return complain(context, `${test} passes: there is nothing to save`, EXIT.didNotRun);
  if (code !== EXIT.violated) return code;
  if (failure === undefined)
    return complain(
      context,
      `no walk of ${test} failed after the initial state, so there is no way to a failure: nothing was saved`,
      code,
    );
  const again = await runAlone(failure, wanted[place]!, context);
  if (again === EXIT.asExpected) return complain(context, `${test}: ${ONLY_AFTER_OTHERS}`, code);
  const saved = await saveFailure(failure, file.value, suite, location);
  if (!saved.ok) return complain(context, saved.error, code);
  context.terminal.out.write(`${saved.value}\n`);
  return code;
}

/** Why a suite cannot be replayed, with what to do. */
async function findProblem(suite: FoundManifest, location: SuiteLocation): Promise<string | undefined> {
  const settings = await readProjectConfig(location.folder);
  if (!settings.ok) return settings.error;
  const stale = await staleSuite(
    suite,
    location,
    settings.value.libraries.map(({ path }) => path),
  );
  const driver = await driverProblem(suite, location);
  if (driver !== undefined) return driver;
  if (stale) return `${stale.reasons.join('\n')}\nwrite the suite again with: ${stale.command}`;
  return undefined;
}

async function driverProblem(suite: FoundManifest, location: SuiteLocation): Promise<string | undefined> {
  const missing = await missingDriver(suite, location);
  if (missing !== undefined) return missing;
  const { driver } = location;
  const compiled = driver.replace(/\.([cm]?)tsx?$/, '.$1js');
  if (compiled === driver || !(await stat(compiled).catch(() => undefined))) return undefined;
  // The suite imports the driver by the name of the compiled file, as TypeScript wants it.
  return `${shownPath(compiled)} would be run in the place of ${shownPath(driver)}: remove it, or name it as "driver" in the manifest`;
}

/** A generated suite, and the tests that have to run in it. */
interface WantedSuite {
  readonly manifest: Manifest;
  readonly location: SuiteLocation;
  readonly ids: readonly string[];
}

/** Which tests are run, and who tells of them. */
interface Run {
  readonly test: string | undefined;
  readonly reporters: ('verbose' | Reporter)[];
}

async function runSuites(
  suites: readonly WantedSuite[],
  which: Run,
  context: CommandContext,
): Promise<ExitCode> {
  const vitest = await import('vitest/node').catch(() => undefined);
  if (!vitest)
    return complain(
      context,
      'replay needs vitest in this project: npm install --save-dev vitest',
      EXIT.didNotRun,
    );
  const roots = await Promise.all(suites.map(({ location }) => vitestRoot(location)));
  const codes: ExitCode[] = [];
  for (const root of new Set(roots)) {
    const own = suites.filter((_, i) => roots[i] === root);
    codes.push(await endWithUs(() => runVitest(vitest, root, own, which, context)));
    if (context.signal.aborted) return EXIT.interrupted;
  }
  return worst(codes);
}

/** Where vitest has to be started: in a folder below the suite's it finds no tests, above it misses the configuration. */
async function vitestRoot({ output }: SuiteLocation): Promise<string> {
  const configs = ['vitest.config', 'vite.config'].flatMap((name) =>
    ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((extension) => `${name}.${extension}`),
  );
  return (await nearestFolder(output, configs)) ?? (await nearestFolder(output, ['package.json'])) ?? output;
}

async function runVitest(
  vitest: typeof VitestNode,
  root: string,
  suites: readonly WantedSuite[],
  { test, reporters }: Run,
  context: CommandContext,
): Promise<ExitCode> {
  const started = await vitest
    .startVitest(
      'test',
      suites.map(({ location }) => suiteFile(location)),
      {
        root,
        watch: false,
        passWithNoTests: false,
        reporters,
        ...(test !== undefined && { testNamePattern: ` ${escapeRegExp(test)}(#\\d+)?: ` }),
      },
    )
    .then(ok, (error: unknown) => fail(String(error)));
  if (!started.ok)
    return complain(
      context,
      `vitest could not start in ${shownPath(root)}; is its configuration right? ${started.error}`,
      EXIT.didNotRun,
    );
  const run = started.value;
  context.signal.addEventListener('abort', () => void run.cancelCurrentRun('keyboard-input'));
  const modules = run.state.getTestModules();
  const ran = modules.flatMap(testsRun);
  const failed = modules.some((module) => !module.ok()) || run.state.getUnhandledErrors().length > 0;
  const missing = await missingTests(suites, modules, failed);
  const isWhole = !failed && test === undefined && missing.length === 0;
  const hashes = isWhole ? await hashesOf(suites, run) : [];
  await run.close();
  if (context.signal.aborted) return EXIT.interrupted;
  for (const message of missing) complain(context, message, EXIT.didNotRun);
  if (missing.length > 0) return EXIT.didNotRun;
  if (ran.length === 0 && !failed) return complain(context, 'no test was run', EXIT.didNotRun);
  for (const line of hashes) context.terminal.out.write(`${line}\n`);
  return failed ? EXIT.violated : EXIT.asExpected;
}

async function hashesOf(suites: readonly WantedSuite[], run: VitestNode.Vitest): Promise<readonly string[]> {
  const lines = suites.map(({ manifest, location }) => suiteHashes(manifest, location, run));
  return (await Promise.all(lines)).flatMap((line) => line ?? []);
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
  const suiteFiles = await Promise.all(suites.map(({ location }) => real(suiteFile(location))));
  return suites.flatMap(({ location, ids }, suite) => {
    const own = modules.filter((_, i) => moduleFiles[i] === suiteFiles[suite]);
    // Such a suite fails with its own message, and its tests are unknown.
    if (own.some((module) => module.errors().length > 0)) return [];
    const place = shownPath(suiteFile(location));
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
          : walksOf(id, all) > 0
            ? `${place} has no ${id}: the last one is ${id.replace(/#.*/, '')}#${walksOf(id, all)}`
            : `${id} is in the manifest but not in ${place}; write the suite again with: ${suiteCommand(location, 'generate')}`,
      );
  });
}

/** How many tests the walks have that a test belongs to; 0 of a test that is no walk. */
function walksOf(id: string, all: readonly TestCase[]): number {
  const [model, number] = id.split('#');
  return number === undefined ? 0 : all.filter(({ name }) => name.startsWith(`${model}#`)).length;
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
