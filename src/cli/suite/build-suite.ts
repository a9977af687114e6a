import { basename, extname, resolve } from 'node:path';
import type {
  AskedChoices,
  CheckSettings,
  ChoiceAsker,
  KnownAction,
  ModelReport,
} from '../../check/index.ts';
import type { ActionSignature, SuiteInput, SuiteTraceInput } from '../../codegen/index.ts';
import { printedCommand } from '../../conformance/index.ts';
import type { FoundManifest, ManifestSuite, ModelTask } from '../../manifest/index.ts';
import { runLimited } from '../../tlc/index.ts';
import { fail, ok, type Comparison, type Result, type Trace } from '../../trace/index.ts';
import { readTraceFile } from '../read-trace-file.ts';
import { savedTraceId, traceId } from '../trace-id.ts';
import { buildWalks, type BuiltWalks } from './build-walks.ts';
import { constantsOf } from './constants-of.ts';
import { relativePath, shownPath, type SuiteLocation } from './suite-location.ts';
import { fileSources, inOrder, manifestSources } from './suite-sources.ts';

/** What a suite is built from, besides the manifest and what TLC said of its models. */
export interface SuiteTools {
  readonly askChoices: ChoiceAsker;
  /** For the state graphs that are walked. */
  readonly settings: CheckSettings;
  /** How many JVMs may run at the same time. */
  readonly atOnce: number;
  /** Jars and folders with modules; absolute. */
  readonly libraries: readonly string[];
  /** Options of `generate` for the command that writes the suite again; paths are relative to the project. */
  readonly options: readonly string[];
}

/** A trace with the model that it belongs to. */
interface ModelTrace {
  readonly task: ModelTask;
  readonly input: Omit<SuiteTraceInput, 'choices' | 'notes'>;
  /** The file that it was saved in; a trace of now has none. */
  readonly file?: string;
}

/** A suite, with what its author should know of its walks, a sentence each. */
export interface BuiltSuite {
  readonly input: SuiteInput;
  /** What is new against the walks that were there. */
  readonly changes: readonly string[];
  readonly warnings: readonly string[];
}

/** All that the suite of a manifest is made from, with the variables that it ignores. `reports` are those of its models with a test. */
export async function buildSuite(
  found: FoundManifest,
  location: SuiteLocation,
  reports: readonly ModelReport[],
  tools: SuiteTools,
): Promise<Result<BuiltSuite, string>> {
  const { manifest } = found;
  const paths = manifest.suite?.traces.map((path) => resolve(location.folder, path)) ?? [];
  const saved = await savedTraces(paths, found.tasks);
  if (!saved.ok) return saved;
  if (reports.length === 0)
    return fail(
      '"suite" needs a model with "test" or "walk", or in "traces" a trace of one of the models, so that there is something to replay',
    );
  const traces = [
    ...reports.filter(({ task }) => task.expected?.test !== undefined).map(reportedTrace),
    ...saved.value,
  ];
  const asked = await askAll(traces, tools);
  const outdated = traces.map((trace, i) => impossibleProblem(trace, valueOf(asked[i]!))).find(Boolean);
  if (outdated !== undefined) return fail(outdated);
  const comparison = comparisonOf(manifest.suite);
  const built = await allWalks(reports, location.output, comparison, tools.settings);
  if (!built.ok) return built;
  const walks = built.value;
  const jars = tools.libraries.filter((library) => extname(library) === '.jar');
  const files = reports.flatMap(({ task, moduleFiles }) => [task.config, ...moduleFiles]);
  const sources = await fileSources(
    [...files, ...traces.map(({ task }) => task.config), ...paths, ...jars],
    location,
  );
  const { target, project, output, driver } = location;
  const module = relativePath(output, driver);
  const input: SuiteInput = {
    name: manifest.name,
    driverModule: module.startsWith('.') ? module : `./${module}`,
    generateCommand: printedCommand(
      { command: 'generate', target, project, options: tools.options },
      project,
    ),
    manifest: relativePath(output, target),
    project: relativePath(output, project),
    madeBy: madeBy(reports),
    sources: inOrder([...sources, ...manifestSources(manifest)]),
    actions: mergeActions([
      ...reports.flatMap((report) => report.interface?.actions ?? []),
      ...walks.flatMap(({ actions }) => actions),
    ]),
    traces: traces.map(({ input }, i) => withChoices(input, valueOf(asked[i]!))),
    walks: walks.map(({ input }) => input),
    comparison,
  };
  return ok({
    input,
    changes: walks.flatMap(({ change }) => change ?? []),
    warnings: walks.flatMap(({ warnings }) => warnings),
  });
}

const comparisonOf = ({ ignored = [], unordered = [] }: Partial<ManifestSuite> = {}): Comparison => ({
  ...(ignored.length > 0 && { ignored: ignored.map(({ name }) => name) }),
  ...(unordered.length > 0 && { unordered: unordered.map(({ name }) => name) }),
});

const askAll = (
  traces: readonly ModelTrace[],
  { askChoices, atOnce }: SuiteTools,
): Promise<readonly PromiseSettledResult<AskedChoices>[]> =>
  runLimited(
    traces.map(
      ({ task, input }) =>
        () =>
          askChoices(task, input.trace),
    ),
    atOnce,
  );

/** One graph after the other: each may take the memory that there is. */
async function allWalks(
  reports: readonly ModelReport[],
  output: string,
  comparison: Comparison,
  settings: CheckSettings,
): Promise<Result<readonly BuiltWalks[], string>> {
  const walks: BuiltWalks[] = [];
  for (const { task } of reports) {
    const { walk: goal, walkOptions = {} } = task.expected ?? {};
    if (goal === undefined) continue;
    const built = await buildWalks(task, { goal, ...walkOptions, comparison }, output, settings);
    if (!built.ok) return built;
    walks.push(built.value);
  }
  return ok(walks);
}

/** A trace of an older specification would blame the implementation, or call right what is wrong now. */
function impossibleProblem({ file }: ModelTrace, { impossible }: AskedChoices): string | undefined {
  if (file === undefined || !impossible) return undefined;
  return `the trace ${shownPath(file)} is no behavior of the specification: ${impossible[0]}. Save it again with check --save-traces, or take it out of "traces"`;
}

const withChoices = (input: ModelTrace['input'], { choices, unknown }: AskedChoices): SuiteTraceInput => ({
  ...input,
  choices,
  notes: unknown,
});

function valueOf<T>(outcome: PromiseSettledResult<T>): T {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

function reportedTrace({ verdict, task }: ModelReport): ModelTrace {
  if (verdict.kind !== 'violated' || !verdict.trace)
    throw new Error(`${task.config} has no trace though it is as expected`);
  const input = {
    id: traceId(task),
    title: task.expected?.test ?? '',
    shows: task.expected?.why ?? '',
    constants: constantsOf(task.configText),
    trace: verdict.trace,
    isDeadlock: verdict.violation.kind === 'deadlock',
  };
  return { task, input };
}

/** All saved traces, or what is wrong with the first that is damaged. */
async function savedTraces(
  paths: readonly string[],
  tasks: readonly ModelTask[],
): Promise<Result<readonly ModelTrace[], string>> {
  const traces: ModelTrace[] = [];
  for (const path of paths) {
    const trace = await savedTrace(path, tasks);
    if (!trace.ok) return trace;
    traces.push(trace.value);
  }
  return ok(traces);
}

/** A trace that `check --save-traces` wrote, as a test. It does not say whether it ends in a deadlock. */
async function savedTrace(path: string, tasks: readonly ModelTask[]): Promise<Result<ModelTrace, string>> {
  const name = shownPath(path);
  const trace = await readTraceFile(path);
  if (!trace.ok) return trace;
  const { config = '', module = '' } = trace.value.origin ?? {};
  const task = tasks.find((candidate) => basename(candidate.config) === config);
  if (!task)
    return fail(`the trace ${name} is of the configuration "${config}", which is not beside the manifest`);
  const input = {
    id: savedTraceId(path),
    title: `saved trace of ${config}`,
    shows: `Saved from a run of TLC on ${module} with ${config}.`,
    constants: constantsOf(task.configText),
    trace: trace.value,
    isDeadlock: false,
  };
  return ok({ task, input, file: path });
}

/** All actions that any of the models has: their modules may differ. */
function mergeActions(known: readonly KnownAction[]): ActionSignature[] {
  const actions = new Map<string, ActionSignature>();
  for (const action of known) {
    const before = actions.get(action.name);
    const parameters = action.parameters.map((parameter, i) => ({
      name: parameter.name,
      samples: [...(before?.parameters[i]?.samples ?? []), ...parameter.samples],
    }));
    actions.set(action.name, { name: action.name, parameters });
  }
  return [...actions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The TLC of the run; the options with which it can find counterexamples again, where there are any. */
function madeBy(reports: readonly ModelReport[]): string {
  const origin = reports
    .map(({ verdict }): Trace['origin'] => ('trace' in verdict ? verdict.trace?.origin : undefined))
    .find(Boolean);
  if (origin)
    return `TLC ${origin.tlcVersion} (-fp ${origin.fp} -seed ${origin.seed} -workers ${origin.workers})`;
  return `TLC ${reports.find(({ tlcVersion }) => tlcVersion !== undefined)?.tlcVersion ?? 'unknown'}`;
}
