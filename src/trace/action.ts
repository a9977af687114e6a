import type { TlaValue } from './value.ts';

/** A range of lines and columns (1-based, inclusive) in a module, as SANY and TLC print it. */
export interface SourceLocation {
  readonly module: string;
  readonly beginLine: number;
  readonly beginColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A value for one formal parameter or bound variable of an action. */
export interface Argument {
  readonly name: string;
  readonly value: TlaValue;
}

/** An instance of an action of the next-state relation: `Pin(u = u1, p = p1)`. */
export interface ActionInstance {
  readonly name: string;
  /** `undefined` when the arguments could not be recovered; empty when the action has none. */
  readonly arguments?: readonly Argument[];
}
