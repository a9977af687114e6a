import type { DotGraphError } from '../parser/index.ts';

/** Why a model has no state graph that tests can be made from. Every `message` is for the user; what to do, only the caller knows. */
export interface StateGraphError {
  readonly code:
    | 'bad-config'
    | 'symmetry'
    | 'view'
    /** The module could not be analysed, so that nothing is known of its actions. */
    | 'no-structure'
    | 'too-many-states'
    /** TLC did not walk the whole graph. */
    | 'not-complete'
    | 'unreadable-graph'
    /** Arguments of actions could not be found out. */
    | 'unexplained';
  readonly message: string;
  /** States that were seen before the limit ended the run. */
  readonly seen?: number;
  readonly cause?: DotGraphError;
}
