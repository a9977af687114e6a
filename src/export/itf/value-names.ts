import { traceStates, type Step, type TlaValue, type Trace } from '../../trace/index.ts';

/**
 * The string that stands for each model value in ITF, which has none: its own name, or, where the trace also has that
 * string, a name with as many underscores as it takes.
 */
export function modelValueStrings(trace: Trace): ReadonlyMap<string, string> {
  const strings = new Set<string>();
  const models = new Set<string>();
  const visit = (value: TlaValue): void => {
    if (value.kind === 'string') strings.add(value.value);
    if (value.kind === 'model') models.add(value.name);
    for (const part of partsOf(value)) visit(part);
  };
  for (const value of allValues(trace)) visit(value);
  const names = new Map<string, string>();
  for (const model of models) {
    let name = model;
    while (strings.has(name)) name += '_';
    strings.add(name);
    names.set(model, name);
  }
  return names;
}

function* allValues(trace: Trace): Generator<TlaValue> {
  for (const state of traceStates(trace)) yield* state.values();
  const steps: readonly Omit<Step, 'state'>[] =
    trace.end.kind === 'lasso' ? [...trace.steps, trace.end.step] : trace.steps;
  for (const { actions } of steps) {
    for (const action of actions) for (const { value } of action.arguments ?? []) yield value;
  }
}

/** The values that a value is made of. */
export function partsOf(value: TlaValue): readonly TlaValue[] {
  switch (value.kind) {
    case 'set':
    case 'seq':
      return value.elements;
    case 'record':
      return value.fields.map(([, field]) => field);
    case 'fn':
      return value.entries.flat();
    case 'int':
    case 'bool':
    case 'string':
    case 'model':
    case 'interval':
      return [];
  }
}
