import type { StateGraph } from '../store/state-graph.ts';

/** Shortest paths from the initial states. */
export interface BreadthFirst {
  /** Reachable states, nearest first; states at equal depth in the order in which edges lead to them. */
  readonly order: Uint32Array;
  /** Steps from the nearest initial state; -1 where no path leads. */
  readonly depth: Int32Array;
  /** The edge over which a state is reached; -1 for initial and unreachable states. */
  readonly via: Int32Array;
}

/** Searches the graph breadth first from its initial states. */
export function breadthFirst(graph: StateGraph): BreadthFirst {
  const { stateCount, firstEdge, targets, initial } = graph;
  const order = new Uint32Array(stateCount);
  const depth = new Int32Array(stateCount).fill(-1);
  const via = new Int32Array(stateCount).fill(-1);
  let found = 0;
  for (const state of initial) {
    if (depth[state] === 0) continue;
    depth[state] = 0;
    order[found++] = state;
  }
  for (let head = 0; head < found; head++) {
    const state = order[head]!;
    for (let edge = firstEdge[state]!; edge < firstEdge[state + 1]!; edge++) {
      const target = targets[edge]!;
      if (depth[target]! >= 0) continue;
      depth[target] = depth[state]! + 1;
      via[target] = edge;
      order[found++] = target;
    }
  }
  return { order: order.subarray(0, found), depth, via };
}

/** The initial state that a shortest path to `state` starts from, and its edges in order. */
export function pathTo(
  graph: StateGraph,
  { via }: Pick<BreadthFirst, 'via'>,
  state: number,
): { readonly start: number; readonly edges: readonly number[] } {
  const edges: number[] = [];
  let at = state;
  for (let edge = via[at]!; edge >= 0; edge = via[at]!) {
    edges.push(edge);
    at = graph.sources[edge]!;
  }
  return { start: at, edges: edges.reverse() };
}
