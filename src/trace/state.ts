import type { TlaValue } from './value.ts';

/** The values of all variables, in the order of their declaration where it is known, else as TLC printed them. */
export type State = ReadonlyMap<string, TlaValue>;
