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
  /** Puts the implementation into the initial state. */
  init(): void | Promise<void>;
  /** Performs one action. An action that the implementation cannot perform now is refused and changes nothing. */
  apply(action: A): Answer | Promise<Answer>;
  /** The implementation's state, abstracted to the specification's variables. */
  observe(): S | Promise<S>;
  /** Releases what `init` took; called once, also after a failure. */
  dispose(): void | Promise<void>;
}
