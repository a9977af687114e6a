import { assertUnreachable } from './result.ts';
import type { TlaValue } from './value.ts';

const RANK = { bool: 0, int: 1, string: 2, model: 3, interval: 4, set: 4, seq: 5, record: 6, fn: 7 } as const;

/** The elements of an interval in ascending order. */
export function* intervalElements(low: bigint, high: bigint): Generator<TlaValue> {
  for (let value = low; value <= high; value++) yield { kind: 'int', value };
}

/**
 * The canonical total order of values: by kind, then by content. It is a fixed order for printing and storing;
 * it is not TLA+'s `<`. Returns a negative number, 0 or a positive number; 0 exactly when the values are equal in TLA+.
 */
export function compareValues(a: TlaValue, b: TlaValue): number {
  if (a === b) return 0;
  const byKind = RANK[a.kind] - RANK[b.kind];
  if (byKind !== 0) return byKind;
  switch (a.kind) {
    case 'bool':
      return Number(a.value) - Number((b as typeof a).value);
    case 'int':
      return compareScalars(a.value, (b as typeof a).value);
    case 'string':
      return compareScalars(a.value, (b as typeof a).value);
    case 'model':
      return compareScalars(a.name, (b as typeof a).name);
    case 'interval':
    case 'set':
      return compareSets(a, b as typeof a);
    case 'seq':
      return compareLists(a.elements, (b as typeof a).elements, compareValues);
    case 'record':
      return compareLists(a.fields, (b as typeof a).fields, compareFields);
    case 'fn':
      return compareLists(a.entries, (b as typeof a).entries, compareEntries);
    default:
      return assertUnreachable(a);
  }
}

/** Whether two values are equal in TLA+; a model value is equal only to itself, an interval to the set of its elements. */
export const valuesEqual = (a: TlaValue, b: TlaValue): boolean => compareValues(a, b) === 0;

type SetLike = Extract<TlaValue, { kind: 'set' | 'interval' }>;

const size = (set: SetLike): bigint => {
  if (set.kind === 'set') return BigInt(set.elements.length);
  return set.high < set.low ? 0n : set.high - set.low + 1n;
};

const elementsOf = (set: SetLike): Iterable<TlaValue> =>
  set.kind === 'set' ? set.elements : intervalElements(set.low, set.high);

function compareSets(a: SetLike, b: SetLike): number {
  const bySize = compareScalars(size(a), size(b));
  if (bySize !== 0) return bySize;
  if (a.kind === 'interval' && b.kind === 'interval')
    return size(a) === 0n ? 0 : compareScalars(a.low, b.low);
  const others = elementsOf(b)[Symbol.iterator]();
  for (const element of elementsOf(a)) {
    const order = compareValues(element, others.next().value as TlaValue);
    if (order !== 0) return order;
  }
  return 0;
}

type Field = readonly [string, TlaValue];
type Entry = readonly [TlaValue, TlaValue];

const compareFields = (a: Field, b: Field): number => compareScalars(a[0], b[0]) || compareValues(a[1], b[1]);
const compareEntries = (a: Entry, b: Entry): number => compareValues(a[0], b[0]) || compareValues(a[1], b[1]);

function compareLists<T>(a: readonly T[], b: readonly T[], compare: (x: T, y: T) => number): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) {
    const order = compare(a[i] as T, b[i] as T);
    if (order !== 0) return order;
  }
  return 0;
}

/** By code unit, so that the order does not depend on a locale. */
export function compareScalars<T extends string | bigint>(a: T, b: T): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
