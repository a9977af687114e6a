import type { TransportProblem } from '../flow/network.ts';
import type { StateGraph } from '../store/state-graph.ts';
import type { BreadthFirst } from './breadth-first.ts';

/**
 * The problem of the cheapest walks that take every edge: which edges are to be taken more than once. Its arcs are the
 * graph's edges in their order, each for one step; from each state one to the hub, which ends a walk, for the price of
 * a reset; and from the hub one to each initial state. A state gives what it has more edges in than out.
 */
export interface TourProblem extends TransportProblem {
  /** The node after the last state. */
  readonly hub: number;
  /** For each arc how often it must be used at least: 1 for an edge that can be reached. */
  readonly least: Uint8Array;
}

/** Writes the problem down. `resetPrice` is a whole number. */
export function tourProblem(graph: StateGraph, tree: BreadthFirst, resetPrice: number): TourProblem {
  const { stateCount, edgeCount, sources, targets } = graph;
  const initial = [...new Set(graph.initial)];
  const arcCount = edgeCount + stateCount + initial.length;
  const hub = stateCount;
  const tails = new Uint32Array(arcCount);
  const heads = new Uint32Array(arcCount);
  const costs = new Int32Array(arcCount).fill(1);
  const least = new Uint8Array(arcCount);
  const supply = new Int32Array(stateCount + 1);
  tails.set(sources);
  heads.set(targets);
  for (let state = 0; state < stateCount; state++) tails[edgeCount + state] = state;
  heads.fill(hub, edgeCount, edgeCount + stateCount);
  costs.fill(resetPrice, edgeCount, edgeCount + stateCount);
  tails.fill(hub, edgeCount + stateCount);
  heads.set(initial, edgeCount + stateCount);
  costs.fill(0, edgeCount + stateCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    if (tree.depth[sources[edge]!]! < 0) continue;
    least[edge] = 1;
    supply[sources[edge]!]!--;
    supply[targets[edge]!]!++;
  }
  return { nodeCount: stateCount + 1, tails, heads, costs, supply, hub, least };
}
