import type { TransportProblem } from '../flow/network.ts';
import type { HubProblem } from '../flow/near-transport.ts';
import type { StateGraph } from '../store/state-graph.ts';
import type { BreadthFirst } from './breadth-first.ts';
import { entrances, type Entrances } from './entrances.ts';

/**
 * The problem of the cheapest walks that take every edge: which edges are to be taken more than once, and where walks
 * end and begin. Its nodes are the states, a hub, and an entrance for each part of the graph that no edge connects to
 * another. Arcs lead from state to state, one for all edges between the two, for one step; from each state to the hub,
 * which ends a walk, for the price of a reset; from the hub to each entrance, and from there to the initial states of its
 * part. Each edge that is not done and each entrance must be used once at least: that shows in what the nodes have to give.
 */
export interface TourProblem extends HubProblem {
  /** The node after the last state; the nodes after it are the entrances. */
  readonly hub: number;
  /** For each arc between states the first edge of the graph that it stands for. */
  readonly edgeOf: Uint32Array;
  /** For each edge of the graph how often it has to be used at least: once, or not at all. */
  readonly uses: Uint8Array;
  /** Edges that have to be used. */
  readonly edgeCount: number;
}

/**
 * Writes the problem down. `resetPrice` is a whole number.
 *
 * @param done 1 for each edge that need not be used; missing: all that can be reached have to be.
 */
export function tourProblem(
  graph: StateGraph,
  tree: BreadthFirst,
  resetPrice: number,
  done?: Uint8Array,
): TourProblem {
  const { stateCount, firstEdge, targets } = graph;
  const ways = entrances(graph, tree);
  const hub = stateCount;
  const nodeCount = stateCount + ways.first.length;
  const size = graph.edgeCount + stateCount + ways.first.length + ways.states.length;
  const firstOut = new Uint32Array(nodeCount + 1);
  const heads = new Uint32Array(size);
  const costs = new Int32Array(size).fill(1);
  const edgeOf = new Uint32Array(size);
  const supply = new Int32Array(nodeCount);
  const seenFrom = new Int32Array(stateCount).fill(-1);
  const uses = new Uint8Array(graph.edgeCount);
  let edgeCount = 0;
  let arcs = 0;
  for (let state = 0; state < stateCount; state++) {
    firstOut[state] = arcs;
    if (tree.depth[state]! < 0) continue;
    for (let edge = firstEdge[state]!; edge < firstEdge[state + 1]!; edge++) {
      const target = targets[edge]!;
      if (done?.[edge] !== 1) {
        uses[edge] = 1;
        edgeCount++;
        supply[state]!--;
        supply[target]!++;
      }
      if (target === state || seenFrom[target] === state) continue;
      seenFrom[target] = state;
      edgeOf[arcs] = edge;
      heads[arcs++] = target;
    }
    costs[arcs] = resetPrice;
    heads[arcs++] = hub;
  }
  arcs = addEntrances({ firstOut, heads, costs, supply }, hub, ways, arcs);
  const [allHeads, allCosts] = [heads.subarray(0, arcs), costs.subarray(0, arcs)];
  return { nodeCount, firstOut, heads: allHeads, costs: allCosts, supply, hub, edgeOf, uses, edgeCount };
}

/** From the hub to each entrance, which takes one walk at least, and from each entrance to its initial states. */
function addEntrances(
  { firstOut, heads, costs, supply }: Omit<TransportProblem, 'nodeCount'>,
  hub: number,
  { states, first }: Entrances,
  before: number,
): number {
  const count = first.length - 1;
  costs.fill(0, before);
  firstOut[hub] = before;
  supply[hub] = -count;
  for (let entrance = 0; entrance < count; entrance++) {
    heads[before + entrance] = hub + 1 + entrance;
    supply[hub + 1 + entrance] = 1;
  }
  heads.set(states, before + count);
  for (let entrance = 0; entrance <= count; entrance++) {
    firstOut[hub + 1 + entrance] = before + count + first[entrance]!;
  }
  return before + count + states.length;
}
