import { availableParallelism, freemem, totalmem } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createChoiceAsker, type CheckSettings, type ModelReport } from '../../check/index.ts';
import { generateSuite, projectSuite, type GeneratedFile } from '../../codegen/index.ts';
import { discoverModels, type FoundManifest, type ModelTask } from '../../manifest/index.ts';
import { visible } from '../../trace/index.ts';
import { EXIT, exitCodeOf, worst, type ExitCode } from '../exit-code.ts';
import { modelText } from '../report/model-text.ts';
import { modelsAtOnce, runModels } from '../run-models.ts';
import { readTraceFile } from '../read-trace-file.ts';
import { buildSuite } from '../suite/build-suite.ts';
import type { BuiltWalks } from '../suite/build-walks.ts';
import { comparisonMistakes } from '../suite/comparison-mistakes.ts';
import { choiceWarnings } from '../suite/choice-warnings.ts';
import { suiteWarnings } from '../suite/suite-warnings.ts';
import {
  leadsOut,
  relativePath,
  suiteCommand,
  suiteLocation,
  type SuiteLocation,
} from '../suite/suite-location.ts';
import { shownPath } from '../shown-path.ts';
import { suiteComparison } from '../suite/suite-comparison.ts';
import { walkModels } from '../suite/walk-models.ts';
import { findTools, type Tools } from '../tools.ts';
import { testIds, testsOf } from '../trace-id.ts';
import { compareFolder, writeFolder } from '../write-folder.ts';
import { placed } from '../placed.ts';
import { checkSettings } from '../check-settings.ts';
import { complain, warn, type CommandContext } from './context.ts';

/** The options of `generate`. */
export interface GenerateOptions {
  readonly jar?: string;
  readonly lib?: readonly string[];
  /** Write nothing, and compare with what is there. */
  readonly check?: boolean;
}

/** `tracewright generate`: writes the conformance suites that the manifests below the given paths ask for. */
export async function generate(
  paths: readonly string[],
  options: GenerateOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const found = await discoverModels(paths.length > 0 ? paths : ['.']);
  for (const error of found.errors) complain(context, placed(error), EXIT.didNotRun);
  if (found.errors.length > 0) return EXIT.didNotRun;
  const wanted = found.manifests.filter(({ manifest }) => manifest.suite);
  if (wanted.length === 0) {
    return complain(
      context,
      'no manifest here has a "suite", so there is nothing to generate',
      EXIT.didNotRun,
    );
  }
  const codes: ExitCode[] = [];
  for (const manifest of wanted) {
    codes.push(await generateOne(manifest, options, context));
    if (context.signal.aborted) return EXIT.interrupted;
  }
  return worst(codes);
}

async function generateOne(
  found: FoundManifest,
  options: GenerateOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const location = await suiteLocation(found);
  const say = (note: string): unknown => context.terminal.log.write(note);
  // The manifest's settings, not those of the current folder: the same suite comes from everywhere.
  const tools = await findTools(options, context.env, say, location.folder);
  if (!tools.ok) return complain(context, tools.error, EXIT.didNotRun);
  for (const warning of await suiteWarnings(found, location)) warn(context, warning);
  const tested = found.tasks.filter(({ expected }) => expected && testsOf(expected).length > 0);
  const tasks = simulatedLast([...new Set([...tested, ...(await tasksOfSavedTraces(found, location))])]);
  const settings = checkSettings(tools.value, options, context.signal);
  // Before the check, which has no limit: a model without end is not to be checked as a whole.
  const walks = await walkModels(tasks, location.output, suiteComparison(found.manifest.suite), settings);
  if (context.signal.aborted) return EXIT.interrupted;
  if (!walks.ok && !walks.error.isToldByCheck) return complainOfSuite(found, walks.error, context);
  const reports = await reportsOf(tasks, settings, context);
  if (context.signal.aborted) return EXIT.interrupted;
  const missed = reports.filter((report) => !report.grade.asExpected && !isSimulated(report));
  if (missed.length > 0) return complainOfModels(found, missed, context);
  if (!walks.ok) return complainOfSuite(found, walks.error, context);
  const files = await suiteFiles(found, location, reports, walks.value, tools.value, options, context);
  if (context.signal.aborted) return EXIT.interrupted;
  if (!files) return EXIT.didNotRun;
  return options.check
    ? compareSuite(location, files, options, context)
    : writeSuite(location, files, found.manifest, context);
}

/** In the order in which they are checked, and stand in the suite. */
const simulatedLast = (tasks: readonly ModelTask[]): readonly ModelTask[] => [
  ...tasks.filter((task) => !isSimulation(task)),
  ...tasks.filter(isSimulation),
];

/** A model whose graph is too large to be walked is only simulated here, as far as its walks need. */
async function reportsOf(
  tasks: readonly ModelTask[],
  settings: CheckSettings,
  { terminal }: CommandContext,
): Promise<readonly ModelReport[]> {
  const simulated = tasks.filter(isSimulation);
  const whole = tasks.filter((task) => !isSimulation(task));
  const checked = [...(await runModels(whole, settings, terminal)).values()].flat();
  const simulate = { behaviors: 1, depth: 2 };
  return [...checked, ...(await runModels(simulated, { ...settings, simulate }, terminal)).values()].flat();
}

const isSimulation = ({ expected }: ModelTask): boolean => expected?.walk === 'simulation';

/** Nothing was found, and more was not asked for. */
const isSimulated = ({ task, verdict }: ModelReport): boolean =>
  isSimulation(task) && verdict.kind === 'holds-within';

/** A suite is about the models of its saved traces too, and out of date when one of them changes. */
async function tasksOfSavedTraces(
  { manifest, tasks }: FoundManifest,
  { folder }: SuiteLocation,
): Promise<readonly ModelTask[]> {
  const paths = manifest.suite?.traces.map((path) => resolve(folder, path)) ?? [];
  const traces = await Promise.all(paths.map(readTraceFile));
  const configs = traces.map((trace) => (trace.ok ? trace.value.origin?.config : undefined));
  return tasks.filter(({ expected, config }) => expected && configs.includes(basename(config)));
}

function complainOfModels(
  { manifest }: FoundManifest,
  missed: readonly ModelReport[],
  context: CommandContext,
): ExitCode {
  const { log, colorsOf } = context.terminal;
  for (const report of missed)
    log.write(modelText(report, { colors: colorsOf(log), traces: false, repeatOptions: '' }));
  const message = `${manifest.name}: no suite, because TLC does not say what the manifest expects`;
  return complain(context, message, worst(missed.map(exitCodeOf)));
}

const complainOfSuite = (
  { file }: FoundManifest,
  { message, line = 1 }: { readonly message: string; readonly line?: number },
  context: CommandContext,
): ExitCode => complain(context, placed({ code: 'field', file, line, message }), EXIT.didNotRun);

/** The files of a suite; `undefined` after a complaint. */
async function suiteFiles(
  found: FoundManifest,
  location: SuiteLocation,
  reports: readonly ModelReport[],
  walks: readonly BuiltWalks[],
  tools: Tools,
  options: GenerateOptions,
  context: CommandContext,
): Promise<readonly GeneratedFile[] | undefined> {
  const { signal, terminal } = context;
  const machine = { cpus: availableParallelism(), freeMemoryBytes: freemem(), totalMemoryBytes: totalmem() };
  const built = await buildSuite(found, location, reports, walks, {
    askChoices: createChoiceAsker(checkSettings(tools, options, signal)),
    atOnce: modelsAtOnce({}, machine),
    libraries: tools.libraries,
    options: headerOptions(options, location, context),
  });
  if (!built.ok) {
    complainOfSuite(found, built.error, context);
    return undefined;
  }
  if (signal.aborted) return undefined;
  const { changes, warnings } = built.value;
  const mistakes = comparisonMistakes(found, built.value.input);
  for (const mistake of mistakes) complain(context, placed(mistake), EXIT.didNotRun);
  if (mistakes.length > 0) return undefined;
  const input = projectSuite(built.value.input);
  for (const warning of warnings) warn(context, warning);
  for (const change of changes) terminal.log.write(`${visible(change)}\n`);
  for (const trace of input.traces) for (const warning of choiceWarnings(trace)) warn(context, warning);
  if (input.traces.some(({ choices }) => choices.steps.size > 0))
    terminal.log.write(
      'give a choice to an action that Next calls with it, as in \\E v \\in Values : Pick(v): then the driver gets it\n',
    );
  const files = generateSuite(input);
  if (files.ok) return files.value;
  complain(context, visible(`${found.manifest.name}: ${files.error.message}`), EXIT.didNotRun);
  return undefined;
}

/** The options for the command in the header, which is run in the project and has to be the same on every machine. */
function headerOptions(
  { jar, lib = [] }: GenerateOptions,
  { project }: SuiteLocation,
  context: CommandContext,
): readonly string[] {
  const inside = (path: string): string | undefined => {
    const place = relativePath(project, resolve(path));
    return leadsOut(place) ? undefined : place;
  };
  const libraries = lib.map(inside);
  lib.forEach((path, i) => {
    if (libraries[i] === undefined)
      warn(
        context,
        `--lib ${path} is outside of the project, so the command in the suite's header cannot name it; put it into tracewright.config.json`,
      );
  });
  const jars = jar === undefined ? [] : [inside(jar)];
  return [
    ...jars.flatMap((path) => (path === undefined ? [] : ['--jar', path])),
    ...libraries.flatMap((path) => (path === undefined ? [] : ['--lib', path])),
  ];
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** `2 traces, walks of 1 model`. */
function contentsOf(manifest: FoundManifest['manifest']): string {
  const walked = manifest.models.filter(({ walk }) => walk !== undefined).length;
  const traces = testIds(manifest).length - walked;
  return [
    ...(traces > 0 || walked === 0 ? [counted(traces, 'trace')] : []),
    ...(walked > 0 ? [`walks of ${counted(walked, 'model')}`] : []),
  ].join(', ');
}

async function writeSuite(
  { output }: SuiteLocation,
  files: readonly GeneratedFile[],
  manifest: FoundManifest['manifest'],
  context: CommandContext,
): Promise<ExitCode> {
  const written = await writeFolder(output, files);
  if (!written.ok) return complain(context, written.error, EXIT.didNotRun);
  const changes = written.value === 0 ? 'unchanged' : `${counted(written.value, 'file')} written`;
  context.terminal.out.write(`${shownPath(output)}: ${contentsOf(manifest)}, ${changes}\n`);
  return EXIT.asExpected;
}

async function compareSuite(
  location: SuiteLocation,
  files: readonly GeneratedFile[],
  { jar, lib = [] }: GenerateOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const compared = await compareFolder(location.output, files);
  if (!compared.ok) return complain(context, compared.error, EXIT.didNotRun);
  const { changed, stale, old } = compared.value;
  const place = (name: string): string => shownPath(join(location.output, name));
  if (changed.length + stale.length === 0) {
    context.terminal.out.write(`${shownPath(location.output)}: up to date\n`);
    return EXIT.asExpected;
  }
  for (const { path } of changed)
    context.terminal.out.write(`${place(path)}: ${old.has(path) ? 'would be changed' : 'is missing'}\n`);
  for (const name of stale) context.terminal.out.write(`${place(name)}: would be removed\n`);
  const given = [...(jar === undefined ? [] : ['--jar', jar]), ...lib.flatMap((path) => ['--lib', path])];
  const mend = suiteCommand(location, 'generate', given);
  return complain(context, `the suite is out of date; write it again with: ${mend}`, EXIT.violated);
}
