import type { ActionCall, TraceFacts } from './driver.ts';

/** One step of a test: an action, and the variables that it changes with their new values. */
export interface SuiteStep<A extends ActionCall, S extends object> {
  readonly action: A;
  readonly changes: Readonly<Partial<S>>;
  /** Where the specification leaves a choice. */
  readonly outcomes?: SuiteOutcomes<S>;
}

/** The states to which the specification allows an action to lead, more than one; the trace takes one of them. */
export interface SuiteOutcomes<S extends object> {
  /** Number of different states, that of the trace included. */
  readonly count: number;
  /** The others as changes of the state before: all of them, or the first where they are many. */
  readonly others: readonly Readonly<Partial<S>>[];
}

/** How a behavior goes on after its last step; the words are those of {@link TraceFacts}. */
export type SuiteEnd<A extends ActionCall, S extends object> =
  | { readonly kind: Exclude<TraceFacts['end'], 'lasso'> }
  /** `action` leads from the last state back to state number `backTo`; 0 is the initial state. */
  | {
      readonly kind: 'lasso';
      readonly backTo: number;
      readonly action: A;
      readonly outcomes?: SuiteOutcomes<S>;
    };

/** A behavior of the model as data for a test. */
export interface SuiteTrace<A extends ActionCall, S extends object, C extends object> {
  /** Unique in the suite: the name of the configuration file it came from. */
  readonly id: string;
  readonly title: string;
  /** The constants of the model, for the driver. */
  readonly constants: C;
  readonly initial: S;
  /** Where the specification allows several initial states; the others as changes of this one. */
  readonly initialOutcomes?: SuiteOutcomes<S>;
  readonly steps: readonly SuiteStep<A, S>[];
  readonly end: SuiteEnd<A, S>;
}
