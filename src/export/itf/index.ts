import {
  traceStates,
  type State,
  type Step,
  type TlaValue,
  type Trace,
  traceVariables,
} from '../../trace/index.ts';
import type { ExportFormat } from '../format.ts';
import { itfValue } from './itf-value.ts';
import { typeText } from './type-of.ts';
import { modelValueStrings } from './value-names.ts';

/**
 * Apalache's Informal Trace Format. What it has no place for stands in `#meta`, where its readers pass over it: of each
 * state the action that led to it, the parameters, the alternatives and the place; of the trace the origin, the notes,
 * the step that closes the loop, and which strings are model values. `readItf` gives the same trace back.
 */
export const itf: ExportFormat = {
  name: 'itf',
  extension: 'itf.json',
  description: 'the exchange form of Apalache, Quint and their viewers',
  *write(trace) {
    const names = modelValueStrings(trace);
    const encode = (value: TlaValue): unknown => itfValue(value, (name) => names.get(name) as string);
    const loop = loopIndex(trace);
    yield `{\n  "#meta": ${JSON.stringify(traceMeta(trace, names, encode))},\n`;
    yield `  "vars": ${JSON.stringify(traceVariables(trace))},\n`;
    if (loop !== undefined) yield `  "loop": ${loop},\n`;
    yield '  "states": [\n';
    const states = traceStates(trace);
    for (const [index, state] of states.entries()) {
      const step = trace.steps[index - 1];
      const meta = { index, ...(step && stepMeta(step, encode)) };
      yield `    ${JSON.stringify(itfState(meta, state, encode))}${index < states.length - 1 ? ',' : ''}\n`;
    }
    yield '  ]\n}\n';
  },
};

/** ITF says "and so on from this state"; a behavior that stutters goes on from its last one. */
function loopIndex({ end, steps }: Trace): number | undefined {
  if (end.kind === 'lasso') return end.backTo;
  return end.kind === 'stuttering' ? steps.length : undefined;
}

type Encode = (value: TlaValue) => unknown;

function traceMeta(trace: Trace, names: ReadonlyMap<string, string>, encode: Encode): object {
  const { origin, notes, end } = trace;
  return {
    format: 'ITF',
    'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
    description: 'Created by Tracewright',
    ...(origin && { source: `${origin.module}.tla` }),
    ...varTypes(trace),
    modelValues: Object.fromEntries([...names].map(([model, text]) => [text, model])),
    end: end.kind,
    ...(end.kind === 'lasso' && { loopStep: stepMeta(end.step, encode) }),
    ...(origin && { origin }),
    notes,
  };
}

/** The types of the variables, when all of them have one: Apalache reads a trace back only with them. */
function varTypes(trace: Trace): object {
  const states = traceStates(trace);
  const types = traceVariables(trace).map((name) => {
    const values = states.flatMap((state) => state.get(name) ?? []);
    return [name, typeText(values)] as const;
  });
  return types.some(([, type]) => type === undefined) ? {} : { varTypes: Object.fromEntries(types) };
}

function stepMeta({ actions, location }: Omit<Step, 'state'>, encode: Encode): object {
  const [first, ...others] = actions.map(({ name, arguments: operands }) => ({
    action: name,
    ...(operands && { params: operands.map((operand) => ({ ...operand, value: encode(operand.value) })) }),
  }));
  return { ...first, ...(others.length > 0 && { alternatives: others }), ...(location && { location }) };
}

const itfState = (meta: object, state: State, encode: Encode): object => ({
  '#meta': meta,
  ...Object.fromEntries([...state].map(([name, value]) => [name, encode(value)])),
});
