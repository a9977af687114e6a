import { basename, extname, resolve } from 'node:path';
import type { AskedChoices, ChoiceAsker, KnownAction, ModelReport } from '../../check/index.ts';
import type { ActionSignature, SuiteInput, SuiteTraceInput } from '../../codegen/index.ts';
import { printedCommand } from '../../conformance/index.ts';
import type { FoundManifest, ModelTask } from '../../manifest/index.ts';
import { runLimited } from '../../tlc/index.ts';
import { actionSignature, fail, ok, type Result, type Trace } from '../../trace/index.ts';
import { readTraceFile } from '../read-trace-file.ts';
import { savedTraceId, traceId } from '../trace-id.ts';
import type { BuiltWalks } from './build-walks.ts';
import { constantsOf } from './constants-of.ts';
import { relativePath, type SuiteLocation } from './suite-location.ts';
import { shownPath } from '../shown-path.ts';
import { suiteComparison } from './suite-comparison.ts';
import { unnamedHint } from './unnamed-hint.ts';
import { fileSources, inOrder, manifestSources } from './suite-sources.ts';

/** What a suite is built from, besides the manifest and what TLC said of its models. */
export interface SuiteTools {
  readonly askChoices: ChoiceAsker;
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
  readonly file?: SavedFile;
}

/** The file of a saved trace. */
interface SavedFile {
  readonly path: string;
  /** The line of the manifest that names it. */
  readonly line: number;
}

/** A suite, with what its author should know of its walks, a sentence each. */
export interface BuiltSuite {
  readonly input: SuiteInput;
  /** What is new against the walks that were there. */
  readonly changes: readonly string[];
  readonly warnings: readonly string[];
}

/** Why there is no suite, with the line of the manifest that it is about. */
export interface SuiteProblem {
  readonly message: string;
  readonly line: number;
}

/** All that the suite of a manifest is made from. `reports` are those of its models with a test, `walks` those of its models that are walked. */
export async function buildSuite(
  found: FoundManifest,
  location: SuiteLocation,
  reports: readonly ModelReport[],
  walks: readonly BuiltWalks[],
  tools: SuiteTools,
): Promise<Result<BuiltSuite, SuiteProblem>> {
  const { manifest } = found;
  const files = savedFiles(manifest, location);
  const saved = await savedTraces(files, found.tasks);
  if (!saved.ok) return saved;
  if (reports.length === 0) return fail({ message: NOTHING_TO_REPLAY, line: 1 });
  const traces = [
    ...reports.filter(({ task }) => task.expected?.test !== undefined).map(reportedTrace),
    ...saved.value,
  ];
  const asked = await askAll(traces, tools);
  const outdated = traces.map((trace, i) => impossibleProblem(trace, valueOf(asked[i]!))).find(Boolean);
  if (outdated) return fail(outdated);
  const jars = tools.libraries.filter((library) => extname(library) === '.jar');
  const read = reports.flatMap(({ task, moduleFiles }) => [task.config, ...moduleFiles]);
  const sources = await fileSources(
    [...read, ...traces.map(({ task }) => task.config), ...files.map(({ path }) => path), ...jars],
    location,
  );
  const { target, project, output, driver } = location;
  const module = relativePath(output, driver);
  const actions = [
    ...reports.flatMap((report) => report.interface?.actions ?? []),
    ...walks.flatMap((walked) => walked.actions),
  ];
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
    actions: mergeActions(actions),
    traces: traces.map(({ input }, i) => withChoices(input, valueOf(asked[i]!))),
    walks: walks.map(({ input }) => input),
    comparison: suiteComparison(manifest.suite),
  };
  return ok({
    input,
    changes: walks.flatMap(({ change }) => change ?? []),
    warnings: [unnamedHint(actions) ?? [], ...walks.map(({ warnings }) => warnings)].flat(),
  });
}

const NOTHING_TO_REPLAY =
  '"suite" needs a model with "test" or "walk", or in "traces" a trace of one of the models, so that there is something to replay';

/** The saved traces that a manifest names. */
const savedFiles = (
  { suite, suiteLines }: FoundManifest['manifest'],
  { folder }: SuiteLocation,
): readonly SavedFile[] =>
  suite?.traces.map((trace, i) => ({ path: resolve(folder, trace), line: suiteLines?.traces[i] ?? 1 })) ?? [];

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

/** A trace of an older specification would blame the implementation, or call right what is wrong now. */
function impossibleProblem({ file }: ModelTrace, { impossible }: AskedChoices): SuiteProblem | undefined {
  if (!file || !impossible) return undefined;
  const { path, line } = file;
  const message = `the trace ${shownPath(path)} is no behavior of the specification: ${impossible[0]}. Save it again with check --save-traces, or take it out of "traces"`;
  return { message, line };
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
  files: readonly SavedFile[],
  tasks: readonly ModelTask[],
): Promise<Result<readonly ModelTrace[], SuiteProblem>> {
  const traces: ModelTrace[] = [];
  for (const file of files) {
    const trace = await savedTrace(file, tasks);
    if (!trace.ok) return fail({ message: trace.error, line: file.line });
    traces.push(trace.value);
  }
  return ok(traces);
}

/** A trace that `check --save-traces` wrote, as a test. It does not say whether it ends in a deadlock. */
async function savedTrace(file: SavedFile, tasks: readonly ModelTask[]): Promise<Result<ModelTrace, string>> {
  const { path } = file;
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
  return ok({ task, input, file });
}

/** All actions that any of the models has: their modules may differ. Those of one name stand together. */
function mergeActions(known: readonly KnownAction[]): ActionSignature[] {
  const actions = new Map<string, ActionSignature>();
  for (const action of known) {
    const signature = actionSignature(action.name, action.parameters);
    const before = actions.get(signature);
    const parameters = action.parameters.map((parameter, i) => ({
      name: parameter.name,
      samples: [...(before?.parameters[i]?.samples ?? []), ...parameter.samples],
    }));
    actions.set(signature, { name: action.name, parameters });
  }
  return [...actions.values()].sort(compareActions);
}

/** By name, and of one name those with fewer parameters first. */
function compareActions(a: ActionSignature, b: ActionSignature): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  const [one, other] = [a, b].map(({ name, parameters }) => actionSignature(name, parameters));
  return a.parameters.length - b.parameters.length || (one! < other! ? -1 : 1);
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
