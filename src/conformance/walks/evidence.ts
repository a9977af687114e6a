import type { WalkSet } from '../../trace/index.ts';

/** What was seen of an implementation, over all walks so far. */
export interface Evidence {
  /** 1 for each state that was seen. */
  readonly states: Uint8Array;
  /** 1 for each edge that was taken, with the full state compared before and after. */
  readonly edges: Uint8Array;
  /** 1 for each state in which every disabled action was tried and refused, with the full state compared after each. */
  readonly refused: Uint8Array;
  /** Refusals that were tried. */
  refusals: number;
  /** Walks that ended early, because the implementation went another way that the model allows. */
  readonly otherWays: string[];
  /** Why refusals were not tried. */
  noRefusals?: string;
  /** How many walks were begun. */
  walks: number;
}

export const noEvidence = ({ states, edges, noRefusals }: WalkSet): Evidence => ({
  states: new Uint8Array(states.length),
  edges: new Uint8Array(edges.length),
  refused: new Uint8Array(states.length),
  refusals: 0,
  otherWays: [],
  ...(noRefusals !== undefined && { noRefusals }),
  walks: 0,
});
