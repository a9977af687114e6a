/** An action of the specification with its arguments by name, in host values (see `lift.ts`). */
export interface ActionCall {
  readonly name: string;
  readonly parameters: object;
}

/** What an implementation says of an action: it was performed, or it is not possible now and nothing was changed. */
export type Answer = 'done' | 'refused';

/**
 * The one door between a specification and an implementation: it performs the specification's actions and shows the
 * implementation's state in the specification's variables. A generated `driver.ts` gives the types `A` and `S`.
 */
export interface Driver<A extends ActionCall = ActionCall, S extends object = object> {
  /** Puts the implementation into the initial state, which the trace shows: a specification may have several. */
  init(initial: S): void | Promise<void>;
  /** Performs one action. An action that the implementation cannot perform now is refused and changes nothing. */
  apply(action: A): Answer | Promise<Answer>;
  /** The implementation's state, abstracted to the specification's variables. */
  observe(): S | Promise<S>;
  /** Releases what `init` took; called once, also after a failure. */
  dispose(): void | Promise<void>;
  /**
   * Milliseconds that each call of the methods above may take, {@link DEFAULT_TIME_LIMIT} where it is missing;
   * `Infinity` for no limit. Only a promise can be late: a loop that never returns blocks the thread, timers included.
   */
  readonly timeLimit?: number;
  /** `false` of a driver that cannot tell whether an action was possible: then no refusals are tried. */
  readonly tellsRefusal?: boolean;
}

/** The time limit of a driver that names none, in milliseconds. */
export const DEFAULT_TIME_LIMIT = 5000;

/** What a driver is told of the trace that it is made for. */
export interface TraceFacts {
  readonly id: string;
  readonly title: string;
  /** Number of actions, with the one that closes a loop. */
  readonly steps: number;
  /**
   * How the behavior goes on: `finite` stops there, in a `deadlock` no action is possible, `stuttering` stays in the last
   * state for ever, and a `lasso` goes around its loop for ever.
   */
  readonly end: 'finite' | 'deadlock' | 'stuttering' | 'lasso';
}
