import type { ActionInstance, SourceLocation } from './action.ts';
import type { State } from './state.ts';

/**
 * The part of a state graph near a trace: what the specification allows in the states of the trace, and in the states that
 * such steps lead to. States are numbered from 0: those of the trace, then `others`.
 */
export interface NearbyGraph {
  readonly actions: readonly NearbyAction[];
  /** States that the trace does not have, the nearest first. */
  readonly others: readonly State[];
  /** For each state all steps that are possible there; undefined where TLC was not asked. */
  readonly steps: readonly (readonly NearbyStep[] | undefined)[];
}

/** An action instance, and where it stands in the specification. */
export interface NearbyAction {
  readonly action: ActionInstance;
  readonly location?: SourceLocation;
}

/** A step: the number of its action, and of the state that it leads to. */
export type NearbyStep = readonly [action: number, to: number];
