import type { ModuleStructure } from '../parser/index.ts';
import type { State, TlaValue, Trace } from '../trace/index.ts';

/** The variables of a specification in the order of their declaration; an instanced module's are not its own. */
export function variablesOf({ modules, symbols }: ModuleStructure): readonly string[] {
  const instanced = new Set(modules.flatMap(({ instances }) => instances.map(({ module }) => module)));
  return modules
    .filter(({ name }) => !instanced.has(name))
    .flatMap(({ variables }) => variables.map((uid) => symbols.get(uid)?.name ?? ''));
}

/** The trace with its variables in the given order: TLC prints them in an order of its own. */
export function inOrder(trace: Trace, variables: readonly string[]): Trace {
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
