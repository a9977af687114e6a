import type { FailingPath } from './failing-path.ts';
import type { WalkGraph } from './walk-graph.ts';

/** What was seen of an implementation, over all walks so far. */
export interface Evidence {
  /** 1 for each state that was seen. */
  readonly states: Uint8Array;
  /** 1 for each edge that was taken, with the full state compared before and after. */
  readonly edges: Uint8Array;
  /** 1 for each call of `WalkGraph.callCount` that was performed, with whatever outcome. */
  readonly calls: Uint8Array;
  /** 1 for each state in which every disabled action was tried and refused, with the full state compared after each. */
  readonly refused: Uint8Array;
  /** Refusals that were tried, and after which the state was as before; those of a state count when all were tried. */
  refusals: number;
  /** Refusals that went wrong, as `refusalKey` names them: other walks do not try them again. */
  readonly failedRefusals: Set<string>;
  /** The shortest ways to failures that are known, by what went wrong. */
  readonly shortest: Map<string, FailingPath>;
  /** Walks that ended early, because the implementation went another way that the model allows. */
  readonly otherWays: string[];
  /** Steps that may still be taken in the hope of an outcome that the implementation has not chosen so far. */
  hope: number;
  /** Why refusals were not tried. */
  noRefusals?: string;
  /** How many walks of the set were begun. */
  walks: number;
  /** How many failed, wherever it was, and those among them that looked for what choices had left. */
  failedWalks: number;
}

/** An implementation that always chooses alike leaves parts of a model that no patience reaches. */
const MOST_HOPE = 1_000;

export const noEvidence = ({ set: { states, edges, noRefusals }, callCount }: WalkGraph): Evidence => ({
  states: new Uint8Array(states.length),
  edges: new Uint8Array(edges.length),
  calls: new Uint8Array(callCount),
  refused: new Uint8Array(states.length),
  refusals: 0,
  failedRefusals: new Set(),
  shortest: new Map(),
  otherWays: [],
  hope: MOST_HOPE,
  ...(noRefusals !== undefined && { noRefusals }),
  walks: 0,
  failedWalks: 0,
});

/** An action, by its place in the set, that was to be refused in a state. */
export const refusalKey = (state: number, action: number): string => `${state} ${action}`;
