import { basename } from 'node:path';
import {
  parseConfig,
  parseSemanticXml,
  printConfig,
  readTlcOutput,
  type ModuleStructure,
  type Progress,
  type TlcConfig,
  type TlcOutput,
} from '../parser/index.ts';
import { exportSemanticXml, runTlc, type TlcRun } from '../tlc/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import {
  fail,
  ok,
  type Result,
  type State,
  type TlaValue,
  type Trace,
  type TraceOrigin,
  type Verdict,
} from '../trace/index.ts';
import { buildTrace } from './build-trace.ts';
import { explainTrace, type KnownAction } from './explain-trace.ts';
import { grade, type Grade } from './grade.ts';
import { judge } from './judge.ts';
import { specErrors } from './spec-errors.ts';
import type { CheckSettings } from './settings.ts';

/** What became of one model. */
export interface ModelReport {
  readonly task: ModelTask;
  readonly verdict: Verdict;
  readonly grade: Grade;
  /** What TLC was told to check, by name; empty means that only deadlock was looked for. */
  readonly properties: readonly string[];
  readonly deadlockChecked: boolean;
  readonly warnings: readonly string[];
  readonly userOutput: readonly string[];
  /** The module files that TLC read; those of the jar stood in a folder that is gone. */
  readonly moduleFiles: readonly string[];
  readonly tlcVersion?: string;
  /** Missing when TLC was not started. */
  readonly run?: {
    readonly logFile: string;
    readonly argv: readonly string[];
    readonly wallMilliseconds: number;
  };
  /** Variables and actions of the specification; known when a trace was explained. */
  readonly interface?: SpecInterface;
}

/** What a driver of the specification has to know. */
export interface SpecInterface {
  readonly variables: readonly string[];
  readonly actions: readonly KnownAction[];
}

/** Calls while a model is checked. */
export interface CheckWatch {
  readonly onProgress?: (progress: Progress) => void;
}

/** Checks one model: runs TLC, reads and judges what it says, and names the actions of a counterexample. */
export async function checkModel(
  task: ModelTask,
  settings: CheckSettings,
  watch: CheckWatch = {},
): Promise<ModelReport> {
  const config = parseConfig(task.configText);
  if (!config.ok) {
    const { line, column, message } = config.error;
    const location = { module: '', beginLine: line, beginColumn: column, endLine: line, endColumn: column };
    return unstarted(task, { kind: 'spec-error', errors: [{ message, file: task.config, location }] });
  }
  const run = await runOnce(task, config.value, settings, watch);
  if (!run.ok) return unstarted(task, { kind: 'tool-error', message: run.error });
  const { output, process } = run.value;
  const judged = judge(output, process, config.value, specErrors(output, task.module));
  const named = await nameProperty(judged.verdict, task, config.value, settings);
  const traced = await attachTrace(named, run.value, judged.finding?.trace, task, config.value, settings);
  return {
    ...report(task, traced.verdict, config.value),
    warnings: output.messages.filter(({ severity }) => severity === 3).map(({ body }) => body.trim()),
    userOutput: output.userOutput,
    moduleFiles: [...output.modules.values()],
    ...(output.version !== undefined && { tlcVersion: output.version }),
    run: { logFile: process.logFile, argv: process.argv, wallMilliseconds: process.wallMilliseconds },
    ...(traced.interface && { interface: traced.interface }),
  };
}

interface Ran {
  readonly output: TlcOutput;
  readonly process: TlcRun;
}

async function runOnce(
  task: ModelTask,
  config: TlcConfig,
  settings: CheckSettings,
  watch: CheckWatch,
  derivedConfig?: TlcConfig,
): Promise<Result<Ran, string>> {
  const reader = readTlcOutput(watch.onProgress ? { onProgress: watch.onProgress } : {});
  const generated = derivedConfig && { files: { 'derived.cfg': printConfig(derivedConfig) } };
  const states = task.expected?.expect.result === 'holds' ? task.expected.expect.states?.distinct : undefined;
  const run = await runTlc(
    {
      ...settings,
      folder: task.folder,
      module: task.module,
      configFile: derivedConfig ? 'derived.cfg' : task.config,
      ...(generated && { generated }),
      modelSize: states === undefined ? 'unknown' : states < TINY_STATES ? 'tiny' : 'large',
    },
    { onOutput: (text) => reader.push(text), ...(settings.signal && { signal: settings.signal }) },
  );
  return run.ok ? ok({ output: reader.end(), process: run.value }) : fail(run.error.message);
}

/** Below this number of distinct states the second compiler of the JVM costs more than it gains. */
const TINY_STATES = 20_000;

const unstarted = (task: ModelTask, verdict: Verdict): ModelReport =>
  report(task, verdict, { statements: [] });

function report(task: ModelTask, verdict: Verdict, config: TlcConfig): ModelReport {
  const deadlock = config.statements.find((statement) => statement.keyword === 'CHECK_DEADLOCK');
  return {
    task,
    verdict,
    grade: grade(verdict, task.expected?.expect),
    properties: config.statements.flatMap((statement) =>
      statement.keyword === 'INVARIANT' || statement.keyword === 'PROPERTY'
        ? statement.names.map(({ name }) => name)
        : [],
    ),
    deadlockChecked: deadlock?.keyword !== 'CHECK_DEADLOCK' || deadlock.enabled,
    warnings: [],
    userOutput: [],
    moduleFiles: [],
  };
}

/**
 * TLC 2.18 does not say which temporal property was violated. Where there are several, each is asked for alone.
 */
async function nameProperty(
  verdict: Verdict,
  task: ModelTask,
  config: TlcConfig,
  settings: CheckSettings,
): Promise<Verdict> {
  if (verdict.kind !== 'violated' || verdict.violation.kind !== 'temporal-property') return verdict;
  if (verdict.violation.names.length > 0) return verdict;
  const properties = config.statements.flatMap((statement) =>
    statement.keyword === 'PROPERTY' ? statement.names.map(({ name }) => name) : [],
  );
  const named = (names: readonly string[]): Verdict => ({
    ...verdict,
    violation: { kind: 'temporal-property', names },
  });
  if (properties.length === 1) return named(properties);
  const culprits: string[] = [];
  for (const property of properties) {
    const alone = await runOnce(task, config, settings, {}, withProperty(config, property));
    if (!alone.ok) continue;
    const { verdict: answer } = judge(alone.value.output, alone.value.process, config, []);
    if (answer.kind === 'violated' && answer.violation.kind === 'temporal-property') culprits.push(property);
  }
  return named(culprits);
}

/** The configuration with one temporal property and no invariant. */
const withProperty = (config: TlcConfig, property: string): TlcConfig => ({
  statements: [
    ...config.statements.filter(({ keyword }) => keyword !== 'PROPERTY' && keyword !== 'INVARIANT'),
    { keyword: 'PROPERTY', names: [{ name: property, line: 0 }], line: 0 },
  ],
});

interface Traced {
  readonly verdict: Verdict;
  readonly interface?: SpecInterface;
}

async function attachTrace(
  verdict: Verdict,
  { output }: Ran,
  index: number | undefined,
  task: ModelTask,
  config: TlcConfig,
  settings: CheckSettings,
): Promise<Traced> {
  const raw = output.traces[index ?? 0];
  if (!raw || (verdict.kind !== 'violated' && verdict.kind !== 'spec-error')) return { verdict };
  const origin: TraceOrigin = {
    module: task.module,
    config: basename(task.config),
    tlcVersion: output.version ?? 'unknown',
    jarSha256: settings.jarSha256,
    fp: settings.fp ?? 0,
    seed: String(settings.seed ?? 1),
    workers: String(settings.workers ?? 1),
  };
  const structure = await readStructure(task, settings);
  const trace = buildTrace(raw, origin, structure.ok ? structure.value : undefined);
  if (!trace) return { verdict };
  if (!structure.ok) {
    return {
      verdict: {
        ...verdict,
        trace: { ...trace, notes: [`arguments of actions are unknown: ${structure.error}`] },
      },
    };
  }
  const variables = variablesOf(structure.value, trace);
  const request = { folder: task.folder, module: task.module, config, structure: structure.value, settings };
  const explained: { trace: Trace; actions: readonly KnownAction[] } = await explainTrace(
    inOrder(trace, variables),
    request,
  );
  return {
    verdict: { ...verdict, trace: explained.trace },
    interface: { variables, actions: explained.actions },
  };
}

async function readStructure(
  task: ModelTask,
  settings: CheckSettings,
): Promise<Result<ModuleStructure, string>> {
  const xml = await exportSemanticXml({ ...settings, folder: task.folder, module: task.module });
  if (!xml.ok) return fail(xml.error.message);
  const parsed = parseSemanticXml(xml.value.stdout);
  return parsed.ok ? parsed : fail(parsed.error.message);
}

/** The variables that TLC prints, in the order of their declaration; an instanced module's are not the specification's. */
function variablesOf({ modules, symbols }: ModuleStructure, trace: Trace): readonly string[] {
  const instanced = new Set(modules.flatMap(({ instances }) => instances.map(({ module }) => module)));
  const declared = modules
    .filter(({ name }) => !instanced.has(name))
    .flatMap(({ variables }) => variables.map((uid) => symbols.get(uid)?.name ?? ''));
  const order = new Set([...declared, ...trace.initial.keys()]);
  return [...order].filter((name) => trace.initial.has(name));
}

/** The trace with its variables in the given order: TLC prints them in an order of its own. */
function inOrder(trace: Trace, variables: readonly string[]): Trace {
  const sort = (state: State): State =>
    new Map(
      variables.flatMap((name) => (state.has(name) ? [[name, state.get(name) as TlaValue] as const] : [])),
    );
  return {
    ...trace,
    initial: sort(trace.initial),
    steps: trace.steps.map((step) => ({ ...step, state: sort(step.state) })),
  };
}
