import { printValue } from './print.ts';
import type { ActionInstance, Trace } from './trace.ts';
import type { TlaValue } from './value.ts';
import { visible } from './visible.ts';

/** Answers who takes part in an action, the first one acting. */
export type FindActors = (action: ActionInstance) => readonly string[];

/**
 * How to find the actors of a trace: the values of the named parameters, in the order of each action's own. Without
 * names they are inferred: the model values among the arguments; where an action has none, the strings, else the
 * integers, but only those that some variable has an entry for, as `pc[self]` has: other ones are amounts or messages.
 */
export function actorFinder(trace: Trace, parameters?: readonly string[]): FindActors {
  if (parameters) {
    return ({ arguments: operands = [] }) =>
      names(operands.filter(({ name }) => parameters.includes(name)).map(({ value }) => value));
  }
  const keys = domainKeys(trace);
  return ({ arguments: operands = [] }) => {
    const values = operands.map(({ value }) => value);
    const ofKind = (kind: TlaValue['kind']): TlaValue[] => values.filter((value) => value.kind === kind);
    const known = (value: TlaValue): boolean => keys.has(printValue(value));
    const candidates = [ofKind('model'), ofKind('string').filter(known), ofKind('int').filter(known)];
    return names(candidates.find(({ length }) => length > 0) ?? []);
  };
}

const names = (values: readonly TlaValue[]): readonly string[] => [...new Set(values.map(actorName))];

/** A string stands without its quotes: it is a name here. */
function actorName(value: TlaValue): string {
  const text = printValue(value);
  return visible(value.kind === 'string' ? text.slice(1, -1) : text);
}

/** What the functions, records and sequences of the first state are defined on, printed. */
function domainKeys(trace: Trace): ReadonlySet<string> {
  return new Set([...trace.initial.values()].flatMap(keysOf).map(printValue));
}

function keysOf(value: TlaValue): readonly TlaValue[] {
  if (value.kind === 'fn') return value.entries.map(([key]) => key);
  if (value.kind === 'record') return value.fields.map(([name]) => ({ kind: 'string', value: name }));
  if (value.kind === 'seq') return value.elements.map((_, i) => ({ kind: 'int', value: BigInt(i + 1) }));
  return [];
}
