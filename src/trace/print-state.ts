import { printValue } from './print.ts';
import type { State } from './state.ts';

/** A state as a conjunction on one line, its variables in alphabetical order: equal states have equal texts. */
export const printState = (state: State): string =>
  [...state]
    .map(([name, value]) => `${name} = ${printValue(value)}`)
    .sort()
    .join(' /\\ ');
