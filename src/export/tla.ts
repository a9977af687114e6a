import {
  fn,
  isFieldName,
  printAction,
  printValue,
  string,
  traceStates,
  visible,
  type State,
  type TlaValue,
  type Trace,
  endSentence,
} from '../trace/index.ts';
import { partsOf } from './itf/value-names.ts';
import type { ExportFormat } from './format.ts';

/** Names that the module's own text or the modules that it extends give a meaning to. */
const TAKEN = new Set(
  (
    'TraceStates TraceActions TraceLoop TLC Integers Nat Int Len Seq Append Head Tail SubSeq SelectSeq Assert Print ' +
    'PrintT JavaTime TLCGet TLCSet Permutations SortSeq RandomElement Any ToString TLCEval BOOLEAN STRING'
  ).split(' '),
);

/**
 * A module with the states as a sequence of records. Model values are constants of the same names, except for those
 * that have a meaning in the module already: they get an underscore. Control characters that TLA+ has no escape for
 * stand as `\u{7}`.
 */
export const tla: ExportFormat = {
  name: 'tla',
  extension: 'tla',
  description: 'a TLA+ module: the states as a sequence of records, the actions as strings',
  *write(trace) {
    const names = constantNames(trace);
    const print = (value: TlaValue): string => printValue(rename(value, names));
    const module = `${(trace.origin?.module ?? 'Spec').replace(/[^A-Za-z0-9_]/g, '_')}Trace`;
    yield `${'-'.repeat(16)} MODULE ${module} ${'-'.repeat(16)}\nEXTENDS Integers, TLC, Sequences\n\n`;
    if (names.size > 0) yield `CONSTANTS ${[...names.values()].join(', ')}\n\n`;
    const end = endSentence(trace);
    yield `\\* The states, the initial one first${end === undefined ? '' : `; ${end}`}.\nTraceStates == <<\n`;
    const states = traceStates(trace);
    for (const [i, state] of states.entries())
      yield `  ${stateRecord(state, print)}${i < states.length - 1 ? ',' : ''}\n`;
    const steps = trace.end.kind === 'lasso' ? [...trace.steps, trace.end.step] : trace.steps;
    // A string as a value prints as a TLA+ string: so the text of an action is quoted once more.
    const actions = steps.map(({ actions: [action] }) =>
      print({ kind: 'string', value: printAction(action, printValue) }),
    );
    yield `>>\n\n\\* The action that leads from each state to the next.\nTraceActions == <<${list(actions)}>>\n`;
    if (trace.end.kind === 'lasso')
      yield `\n\\* The last action leads back to this state, counted from 1.\nTraceLoop == ${trace.end.backTo + 1}\n`;
    yield `${'='.repeat(40 + module.length)}\n`;
  },
};

const list = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : `\n${texts.map((text) => `  ${text}`).join(',\n')}\n`;

/** Another tool's variables may have names that no field can have; then the state is a function from strings. */
function stateRecord(state: State, print: (value: TlaValue) => string): string {
  const entries = [...state];
  if (entries.length === 0 || !entries.every(([name]) => isFieldName(name)))
    return print(fn(entries.map(([name, value]) => [string(name), value] as const)));
  return `[${entries.map(([name, value]) => `${name} |-> ${print(value)}`).join(', ')}]`;
}

function constantNames(trace: Trace): ReadonlyMap<string, string> {
  const models = new Set<string>();
  const visit = (value: TlaValue): void => {
    if (value.kind === 'model') models.add(value.name);
    for (const part of partsOf(value)) visit(part);
  };
  for (const state of traceStates(trace)) for (const value of state.values()) visit(value);
  const names = new Map<string, string>();
  for (const model of [...models].sort()) {
    let name = model;
    while (TAKEN.has(name) || (name !== model && models.has(name))) name += '_';
    names.set(model, name);
  }
  return names;
}

function rename(value: TlaValue, names: ReadonlyMap<string, string>): TlaValue {
  const inner = (part: TlaValue): TlaValue => rename(part, names);
  switch (value.kind) {
    case 'model':
      return { kind: 'model', name: names.get(value.name) ?? value.name };
    case 'set':
    case 'seq':
      return { ...value, elements: value.elements.map(inner) };
    case 'record':
      return { ...value, fields: value.fields.map(([name, field]) => [name, inner(field)] as const) };
    case 'fn':
      return { ...value, entries: value.entries.map(([key, image]) => [inner(key), inner(image)] as const) };
    case 'string':
      return { ...value, value: value.value.replace(/[^\n\t\r\f]/gu, visible) };
    case 'int':
    case 'bool':
    case 'interval':
      return value;
  }
}
