import type { SearchLimit, SourceLocation } from '../../trace/index.ts';

/** How often the actions of a model were taken, and what decided about them, over all states that TLC found. */
export interface ModelCoverage {
  readonly states: number;
  readonly actions: readonly ActionCoverage[];
  /** Constraints, a view, symmetry: states beyond them were not looked at. */
  readonly limits: readonly SearchLimit[];
  /** What could not be found out. */
  readonly notes: readonly string[];
  /** The texts and files of the modules in which the actions stand, by name. */
  readonly modules: ReadonlyMap<string, ModuleSource>;
}

/** A module that was read. */
export interface ModuleSource {
  readonly file: string;
  readonly text: string;
}

/** A disjunct of the next-state relation; those of one definition are one. */
export interface ActionCoverage {
  readonly name: string;
  /** The definition, or the disjunct where it is in none. */
  readonly location?: SourceLocation;
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

/** The actions that were never taken, in the order of the specification. */
export const neverTaken = ({ actions }: ModelCoverage): readonly ActionCoverage[] =>
  actions.filter(({ taken }) => taken === 0);
