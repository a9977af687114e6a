import type { SourceLocation } from '../../trace/index.ts';

/** How often the actions of a model were taken, and what decided about them, over all states that TLC keeps. */
export interface GuardCoverage {
  readonly actions: readonly ActionGuards[];
  /** What could not be found out. */
  readonly notes: readonly string[];
}

/** A disjunct of the next-state relation; those of one definition are one. */
export interface ActionGuards {
  readonly name: string;
  /** Of its name in the definition, or of the disjunct where it is in none. */
  readonly location: SourceLocation;
  /** The names under which TLC counts it: it does not look inside where a set depends on the state. */
  readonly shownAs: readonly string[];
  /** Transitions, those to states that were known already included. */
  readonly taken: number;
  /** The same by instance, `Write(v = 1)`; those that were never taken are listed as far as they are known. */
  readonly instances: readonly { readonly name: string; readonly taken: number }[];
  /** In the order of their places. */
  readonly parts: readonly PartCoverage[];
}

/**
 * A part of an action. `guard`: a conjunct that has to be true; `condition`: that of an IF; `update`: what speaks about the
 * next state. A part counts where all that stands before it is true, once for each state and each value of the variables of
 * quantifiers around it.
 */
export interface PartCoverage {
  readonly kind: 'guard' | 'condition' | 'update';
  readonly location: SourceLocation;
  /** As it stands in the module, on one line. */
  readonly text: string;
  /** How often it was true; of an update, how often the guards before it let it come to it. */
  readonly passed: number;
  /** How often it was false, and so refused the action, or chose the other branch. */
  readonly refused: number;
  /** How often TLC could not evaluate it. */
  readonly failed: number;
}
