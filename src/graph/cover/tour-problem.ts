import type { TransportProblem } from '../flow/network.ts';
import type { StateGraph } from '../store/state-graph.ts';
import type { BreadthFirst } from './breadth-first.ts';
import { entrances } from './entrances.ts';

/**
 * The problem of the cheapest walks that take every edge: which edges are to be taken more than once. Its arcs are the
 * graph's edges in their order, each for one step; from each state one to the hub, which ends a walk, for the price of
 * a reset; from the hub one to the entrance of each part of the graph, and from there one to each of its initial
 * states. What must be used anyway, an edge or an entrance, shows in what the nodes have to give.
 */
export interface TourProblem extends TransportProblem {
  /** The node after the last state; the nodes after it are the entrances. */
  readonly hub: number;
  /** For each arc how often it must be used at least: 1 for an edge that can be reached and for an entrance. */
  readonly least: Uint8Array;
}

/** Writes the problem down. `resetPrice` is a whole number. */
export function tourProblem(graph: StateGraph, tree: BreadthFirst, resetPrice: number): TourProblem {
  const { stateCount, edgeCount, sources, targets } = graph;
  const hub = stateCount;
  const { count, ways } = entrances(graph, tree);
  const ends = edgeCount + stateCount;
  const arcCount = ends + count + ways.length;
  const tails = new Uint32Array(arcCount);
  const heads = new Uint32Array(arcCount);
  const costs = new Int32Array(arcCount);
  const least = new Uint8Array(arcCount);
  tails.set(sources);
  heads.set(targets);
  costs.fill(1, 0, edgeCount);
  for (let state = 0; state < stateCount; state++) tails[edgeCount + state] = state;
  heads.fill(hub, edgeCount, ends);
  costs.fill(resetPrice, edgeCount, ends);
  for (let entrance = 0; entrance < count; entrance++) {
    tails[ends + entrance] = hub;
    heads[ends + entrance] = hub + 1 + entrance;
    least[ends + entrance] = 1;
  }
  ways.forEach(({ entrance, state }, i) => {
    tails[ends + count + i] = hub + 1 + entrance;
    heads[ends + count + i] = state;
  });
  for (let edge = 0; edge < edgeCount; edge++) least[edge] = tree.depth[sources[edge]!]! < 0 ? 0 : 1;
  const nodeCount = stateCount + 1 + count;
  return { nodeCount, tails, heads, costs, supply: supplyOf(nodeCount, tails, heads, least), hub, least };
}

/** What each node gets too much of when every arc is used as often as it must be. */
function supplyOf(nodeCount: number, tails: Uint32Array, heads: Uint32Array, least: Uint8Array): Int32Array {
  const supply = new Int32Array(nodeCount);
  for (let arc = 0; arc < least.length; arc++) {
    supply[tails[arc]!]! -= least[arc]!;
    supply[heads[arc]!]! += least[arc]!;
  }
  return supply;
}
