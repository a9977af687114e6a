/**
 * A TLA+ value as TLC can print it. The union is closed: every consumer switches over `kind`.
 *
 * Build values with `construct.ts`, which keeps the invariants: set elements and function entries are sorted
 * and unique, and a function that is a sequence or a record is stored as one, as TLC prints it.
 */
export type TlaValue =
  TlaInt | TlaBool | TlaString | TlaModelValue | TlaSet | TlaInterval | TlaSequence | TlaRecord | TlaFunction;

/** An integer of any size. */
export interface TlaInt {
  readonly kind: 'int';
  readonly value: bigint;
}

export interface TlaBool {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** A string; `value` holds the characters themselves, without quotes and escapes. */
export interface TlaString {
  readonly kind: 'string';
  readonly value: string;
}

/** A model value: equal only to itself, named by the configuration file. */
export interface TlaModelValue {
  readonly kind: 'model';
  readonly name: string;
}

/** A finite set; elements in canonical order, no duplicates. */
export interface TlaSet {
  readonly kind: 'set';
  readonly elements: readonly TlaValue[];
}

/** `low..high` as TLC prints it without listing the elements; equal to the set of its elements. */
export interface TlaInterval {
  readonly kind: 'interval';
  readonly low: bigint;
  readonly high: bigint;
}

/** A sequence or tuple, that is, a function whose domain is `1..n`; `<<>>` is also the empty function. */
export interface TlaSequence {
  readonly kind: 'seq';
  readonly elements: readonly TlaValue[];
}

/** A non-empty record; fields in canonical order of their names. */
export interface TlaRecord {
  readonly kind: 'record';
  readonly fields: readonly (readonly [name: string, value: TlaValue])[];
}

/** A non-empty function that is neither a sequence nor a record; entries in canonical order of their keys. */
export interface TlaFunction {
  readonly kind: 'fn';
  readonly entries: readonly (readonly [key: TlaValue, value: TlaValue])[];
}
