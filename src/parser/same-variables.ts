import type { State } from '../trace/index.ts';

/** Whether two states of a trace have values for the same variables. */
export const sameVariables = (a: State, b: State): boolean =>
  a.size === b.size && [...a.keys()].every((name) => b.has(name));
