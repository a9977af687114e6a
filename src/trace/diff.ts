import { valuesEqual } from './compare.ts';
import { printValue } from './print.ts';
import type { State } from './trace.ts';
import type { TlaValue } from './value.ts';

/** One place at which two states or values differ, as deep inside as it can be named. */
export interface Difference {
  /** The variable, then fields, keys and indexes as TLA+ text: `["flags", "[p1]", ".at"]`. */
  readonly path: readonly string[];
  readonly change:
    | { readonly kind: 'changed'; readonly before: TlaValue; readonly after: TlaValue }
    /** An element of a set, an entry of a function, the tail of a sequence, or a whole variable. */
    | { readonly kind: 'added'; readonly after: TlaValue }
    | { readonly kind: 'removed'; readonly before: TlaValue };
}

/** The differences of two states, by variable in the order of `before`, then of what only `after` has. */
export function diffStates(before: State, after: State): readonly Difference[] {
  const variables = new Set([...before.keys(), ...after.keys()]);
  return [...variables].flatMap((name) => diffOptional([name], before.get(name), after.get(name)));
}

/** The differences of two values below `path`; empty exactly when they are equal. */
export function diffValues(
  before: TlaValue,
  after: TlaValue,
  path: readonly string[] = [],
): readonly Difference[] {
  if (valuesEqual(before, after)) return [];
  if (before.kind === 'set' && after.kind === 'set') return diffSets(before.elements, after.elements, path);
  if (before.kind === 'seq' && after.kind === 'seq') {
    return diffEntries(sequenceEntries(before.elements), sequenceEntries(after.elements), path);
  }
  if (before.kind === 'record' && after.kind === 'record') {
    return diffEntries(recordEntries(before.fields), recordEntries(after.fields), path);
  }
  if (before.kind === 'fn' && after.kind === 'fn') {
    return diffEntries(functionEntries(before.entries), functionEntries(after.entries), path);
  }
  return [{ path, change: { kind: 'changed', before, after } }];
}

/** One line for a difference: `flags[p1]: + "PG_dirty"` or `pte[p1]: "none" -> "rw"`. */
export function printDifference(
  { path, change }: Difference,
  print: (value: TlaValue) => string = printValue,
): string {
  const place = path.join('');
  switch (change.kind) {
    case 'changed':
      return `${place}: ${print(change.before)} -> ${print(change.after)}`;
    case 'added':
      return `${place}: + ${print(change.after)}`;
    case 'removed':
      return `${place}: - ${print(change.before)}`;
  }
}

type Entries = ReadonlyMap<string, TlaValue>;

const sequenceEntries = (elements: readonly TlaValue[]): Entries =>
  new Map(elements.map((e, i) => [`[${i + 1}]`, e]));
const recordEntries = (fields: readonly (readonly [string, TlaValue])[]): Entries =>
  new Map(fields.map(([name, value]) => [`.${name}`, value]));
const functionEntries = (entries: readonly (readonly [TlaValue, TlaValue])[]): Entries =>
  new Map(entries.map(([key, value]) => [`[${printValue(key)}]`, value]));

function diffEntries(before: Entries, after: Entries, path: readonly string[]): readonly Difference[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => diffOptional([...path, key], before.get(key), after.get(key)));
}

function diffOptional(path: readonly string[], before?: TlaValue, after?: TlaValue): readonly Difference[] {
  if (before && after) return diffValues(before, after, path);
  if (before) return [{ path, change: { kind: 'removed', before } }];
  return after ? [{ path, change: { kind: 'added', after } }] : [];
}

function diffSets(
  before: readonly TlaValue[],
  after: readonly TlaValue[],
  path: readonly string[],
): Difference[] {
  const missingFrom = (others: readonly TlaValue[]) => (element: TlaValue) =>
    !others.some((other) => valuesEqual(element, other));
  return [
    ...before
      .filter(missingFrom(after))
      .map((e): Difference => ({ path, change: { kind: 'removed', before: e } })),
    ...after
      .filter(missingFrom(before))
      .map((e): Difference => ({ path, change: { kind: 'added', after: e } })),
  ];
}
