import { compareScalars, compareValues } from './compare.ts';
import type { TlaValue } from './value.ts';

/** An integer; a number must be a safe integer. */
export const int = (value: bigint | number): TlaValue => ({ kind: 'int', value: BigInt(value) });

export const bool = (value: boolean): TlaValue => ({ kind: 'bool', value });

export const string = (value: string): TlaValue => ({ kind: 'string', value });

export const modelValue = (name: string): TlaValue => ({ kind: 'model', name });

/** The set of the given elements; order and duplicates do not matter. */
export function set(elements: readonly TlaValue[]): TlaValue {
  const sorted = [...elements].sort(compareValues);
  return {
    kind: 'set',
    elements: sorted.filter(
      (element, i) => i === 0 || compareValues(sorted[i - 1] as TlaValue, element) !== 0,
    ),
  };
}

export const interval = (low: bigint | number, high: bigint | number): TlaValue => ({
  kind: 'interval',
  low: BigInt(low),
  high: BigInt(high),
});

export const seq = (elements: readonly TlaValue[]): TlaValue => ({ kind: 'seq', elements });

/** The record with the given fields. On a repeated name the first one counts, as in `@@`. */
export const record = (fields: readonly (readonly [string, TlaValue])[]): TlaValue =>
  fn(fields.map(([name, value]) => [string(name), value]));

/**
 * The function with the given entries, as TLC's `:>` and `@@` build it: on a repeated key the first entry counts.
 * A function over `1..n` becomes a sequence, one whose keys are all field names a record.
 */
export function fn(entries: readonly (readonly [TlaValue, TlaValue])[]): TlaValue {
  const sorted = entries
    .map((entry, position) => ({ entry, position }))
    .sort((a, b) => compareValues(a.entry[0], b.entry[0]) || a.position - b.position)
    .map(({ entry }) => entry);
  const unique = sorted.filter((entry, i) => i === 0 || compareValues(sorted[i - 1]![0], entry[0]) !== 0);
  if (unique.every(([key], i) => key.kind === 'int' && key.value === BigInt(i + 1))) {
    return seq(unique.map(([, value]) => value));
  }
  if (unique.every(([key]) => key.kind === 'string' && isFieldName(key.value))) {
    const fields = unique.map(([key, value]) => [(key as { value: string }).value, value] as const);
    return { kind: 'record', fields: fields.sort(([a], [b]) => compareScalars(a, b)) };
  }
  return { kind: 'fn', entries: unique };
}

/** Whether a string can stand before `|->`: a TLA+ identifier that is no reserved word. */
export const isFieldName = (name: string): boolean =>
  /^[0-9_]*[A-Za-z][A-Za-z0-9_]*$/.test(name) &&
  !name.startsWith('WF_') &&
  !name.startsWith('SF_') &&
  !RESERVED.has(name);

const RESERVED = new Set(
  (
    'ASSUME ASSUMPTION AXIOM BY CASE CHOOSE CONSTANT CONSTANTS COROLLARY DEF DEFINE DEFS DOMAIN ELSE ENABLED EXCEPT ' +
    'EXTENDS HAVE HIDE IF IN INSTANCE LAMBDA LEMMA LET LOCAL MODULE NEW OBVIOUS OMITTED ONLY OTHER PICK PROOF ' +
    'PROPOSITION PROVE QED RECURSIVE STATE SUBSET SUFFICES TAKE TEMPORAL THEN THEOREM UNCHANGED UNION USE ' +
    'VARIABLE VARIABLES WITH WITNESS ACTION'
  ).split(' '),
);
