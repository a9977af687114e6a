import { basename } from 'node:path';
import type { ModelTask } from '../manifest/index.ts';
import type { ModuleStructure, TlcConfig, TlcOutput } from '../parser/index.ts';
import type { State, TlaValue, Trace, TraceOrigin, Verdict } from '../trace/index.ts';
import { buildTrace } from './build-trace.ts';
import { explainTrace } from './explain-trace.ts';
import type { SpecInterface } from './model-report.ts';
import type { NamedVerdict } from './name-property.ts';
import { readStructure } from './read-structure.ts';
import type { CheckSettings } from './settings.ts';

interface Traced {
  readonly verdict: Verdict;
  readonly interface?: SpecInterface;
}

/** The verdict with the counterexample that TLC printed for it, its variables in order and its actions explained. */
export async function attachTrace(
  { verdict, output, finding }: NamedVerdict,
  task: ModelTask,
  config: TlcConfig,
  settings: CheckSettings,
): Promise<Traced> {
  const raw = output.traces[finding?.trace ?? 0];
  if (!raw || (verdict.kind !== 'violated' && verdict.kind !== 'spec-error')) return { verdict };
  const structure = await readStructure(task, settings);
  const trace = buildTrace(raw, originOf(task, output, settings), structure.ok ? structure.value : undefined);
  if (!trace) return { verdict };
  if (!structure.ok) {
    const notes = [`arguments of actions are unknown: ${structure.error}`];
    return { verdict: { ...verdict, trace: { ...trace, notes } } };
  }
  const variables = variablesOf(structure.value, trace);
  const explained = await explainTrace(inOrder(trace, variables), {
    folder: task.folder,
    module: task.module,
    config,
    structure: structure.value,
    settings,
  });
  return {
    verdict: { ...verdict, trace: explained.trace },
    interface: { variables, actions: explained.actions },
  };
}

const originOf = (task: ModelTask, output: TlcOutput, settings: CheckSettings): TraceOrigin => ({
  module: task.module,
  config: basename(task.config),
  tlcVersion: output.version ?? 'unknown',
  jarSha256: settings.jarSha256,
  fp: settings.fp ?? 0,
  seed: String(settings.seed ?? 1),
  workers: String(settings.workers ?? 1),
});

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
