import type { TlaValue } from './value.ts';

/** Whether one of some values has an order that a comparison can leave out: whether it is a sequence with elements. */
export const hasOrder = (values: readonly TlaValue[]): boolean =>
  values.some((value) => value.kind === 'seq' && value.elements.length > 0);
