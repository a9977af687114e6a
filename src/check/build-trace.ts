import {
  UNNAMED_ACTION,
  type Definition,
  type ModuleStructure,
  type RawState,
  type RawTrace,
  type StateHeader,
} from '../parser/index.ts';
import type { ActionInstance, Step, Trace, TraceEnd, TraceOrigin } from '../trace/index.ts';

/**
 * The trace that TLC printed, with the actions as far as TLC names them. `structure` gives names to the arguments
 * that builds of 2026 print by position, and tells which actions have none.
 */
export function buildTrace(
  raw: RawTrace,
  origin: TraceOrigin | undefined,
  structure?: ModuleStructure,
): Trace | undefined {
  const [first, ...rest] = raw.states;
  if (!first) return undefined;
  const toStep = (header: StateHeader): Omit<Step, 'state'> => ({
    actions: [actionOf(header, structure)],
    ...(header.location && { location: header.location }),
  });
  return {
    initial: first.state,
    steps: rest.map(({ header, state }: RawState) => ({ ...toStep(header), state })),
    end: endOf(raw, toStep),
    ...(origin && { origin }),
    notes: [],
  };
}

function endOf({ end, states }: RawTrace, toStep: (header: StateHeader) => Omit<Step, 'state'>): TraceEnd {
  if (end.kind !== 'backTo') return { kind: end.kind };
  const backTo = states.findIndex(({ number }) => number === end.number);
  return { kind: 'lasso', backTo: Math.max(0, backTo), step: toStep(end.header) };
}

function actionOf(
  { name, arguments: values }: StateHeader,
  structure: ModuleStructure | undefined,
): ActionInstance {
  const action = name === '' ? UNNAMED_ACTION : name;
  if (!values) return { name: action };
  const parameters = structure ? parameterNames(name, structure) : [];
  return {
    name: action,
    arguments: values.map((value, i) => ({ name: parameters[i] ?? String(i + 1), value })),
  };
}

function parameterNames(name: string, structure: ModuleStructure): readonly string[] {
  const definitions = [...structure.symbols.values()].filter(
    (symbol): symbol is Definition => symbol.kind === 'definition' && symbol.name === name,
  );
  return definitions[0]?.parameters.map((uid) => structure.symbols.get(uid)?.name ?? '') ?? [];
}
