import type { ActionCall } from './driver.ts';

/** One step of a test: an action, and the variables that it changes with their new values. */
export interface SuiteStep<A extends ActionCall, S extends object> {
  readonly action: A;
  readonly changes: Readonly<Partial<S>>;
}

/** A behavior of the model as data for a test. */
export interface SuiteTrace<A extends ActionCall, S extends object, C extends object> {
  /** Unique in the suite: the name of the configuration file it came from. */
  readonly id: string;
  readonly title: string;
  /** The constants of the model, for the driver. */
  readonly constants: C;
  readonly initial: S;
  readonly steps: readonly SuiteStep<A, S>[];
  /** For a lasso: the action that leads from the last state back to state number `backTo`; 0 is the initial state. */
  readonly loop?: { readonly backTo: number; readonly action: A };
}
