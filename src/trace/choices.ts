import type { State } from './trace.ts';

/** The states to which a specification allows a step to lead where it leaves a choice; the step takes one of them. */
export interface Outcomes {
  /** Number of different states, that of the step included; at least 2. */
  readonly count: number;
  /** The others: all of them, or the first in the order of values where they are many. */
  readonly others: readonly State[];
}

/** Where a specification leaves a choice along a trace that no action's arguments tell. */
export interface TraceChoices {
  /** Where there are several initial states. */
  readonly initial?: Outcomes;
  /** By number of the step, 0-based; the step that closes a loop comes after the last. */
  readonly steps: ReadonlyMap<number, Outcomes>;
}
