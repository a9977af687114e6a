import { compareValues } from './compare.ts';
import type { Comparison } from './comparison.ts';
import { printValue } from './print.ts';
import type { State } from './state.ts';
import type { TlaValue } from './value.ts';

/**
 * A state as far as it is compared: without the variables that are ignored, and the sequences that have no order in the order of
 * values. So two states are compared as equal exactly when these are equal.
 */
export function asCompared(state: State, { ignored = [], unordered = [] }: Comparison): State {
  return new Map(
    [...state]
      .filter(([name]) => !ignored.includes(name))
      .map(([name, value]) => [name, unordered.includes(name) ? sorted(value) : value]),
  );
}

const sorted = (value: TlaValue): TlaValue =>
  value.kind === 'seq' ? { ...value, elements: [...value.elements].sort(compareValues) } : value;

/** A text that states of the same variables share when they are compared as equal. */
export const comparedText = (state: State, comparison: Comparison): string =>
  [...asCompared(state, comparison).values()].map(printValue).join(', ');
