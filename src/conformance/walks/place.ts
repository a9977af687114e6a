import type { FailedRefusal } from './failing-path.ts';

/** How far a walk has come. */
export interface Place {
  /** The last state that was seen to be right. */
  state: number;
  /** The initial state from which the implementation began. */
  start: number;
  /** The edges that were taken, with the one that is being taken. */
  path: number[];
  /** The edge that is being taken from there; missing while refusals are tried. */
  edge?: number | undefined;
  /** The action whose refusal is being tried, and what came of it. */
  refusal?: FailedRefusal | undefined;
  /** Whether the implementation was in an initial state of the model. */
  isBegun: boolean;
}

/** Before a walk has begun. */
export const atStart = (state: number): Place => ({ state, start: state, path: [], isBegun: false });
