import type { State } from '../trace/index.ts';

/** A pair of states of which TLC is to say which action instances allow it: a step of a trace, or edges of a graph. */
export interface StatePair {
  /** Number of the pair, 0-based; in a trace the step that closes a loop comes after the last. */
  readonly step: number;
  readonly before: State;
  readonly after: State;
  /** The numbers of the questions to ask of it. */
  readonly asked: readonly number[];
}
