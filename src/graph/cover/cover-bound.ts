import type { StateGraph } from '../store/state-graph.ts';
import type { BreadthFirst } from './breadth-first.ts';
import { DEFAULT_RESET_PRICE, type CoverOptions } from './cover-classes.ts';
import { distancesFrom, distancesTo } from './distances.ts';

/**
 * What walks that together take every edge that can be reached cost at least, as `steps + resetPrice * walks`. Where a state has more edges out than
 * in, walks must come back to it: from a state with more edges in than out, over a way at least as long as from the
 * nearest one, or from the start, for the price of a reset and the state's depth. The same holds the other way round
 * for states with more edges in than out, which walks must leave again or end at. This is the minimum-cost flow that
 * the problem is, without the limits of its supplies.
 */
export function coverBound(
  graph: StateGraph,
  tree: BreadthFirst,
  { maxLength = Infinity, resetPrice = DEFAULT_RESET_PRICE }: CoverOptions,
): number {
  const { balance, edges } = edgeBalance(graph, tree);
  if (edges === 0) return 0;
  const back = distancesFrom(
    graph,
    tree.order.filter((state) => balance[state]! > 0),
  );
  const onward = distancesTo(
    graph,
    tree.order.filter((state) => balance[state]! < 0),
  );
  const sum = { back: 0, onward: 0, starts: 0, ends: 0 };
  for (const state of tree.order) {
    const surplus = balance[state]!;
    if (surplus < 0) {
      sum.back -= surplus * Math.min(back[state]!, resetPrice + tree.depth[state]!);
      if (back[state] === Infinity) sum.starts -= surplus;
    } else if (surplus > 0) {
      sum.onward += surplus * Math.min(onward[state]!, resetPrice);
      if (onward[state] === Infinity) sum.ends += surplus;
    }
  }
  const byLength = maxLength === Infinity ? 1 : Math.ceil(edges / maxLength);
  const walks = Math.max(1, sum.starts, sum.ends, byLength);
  return edges + Math.max(sum.back, sum.onward, resetPrice * walks);
}

/** Edges in minus edges out of each state, over the edges that can be reached, and how many these are. */
function edgeBalance(
  { stateCount, firstEdge, targets }: StateGraph,
  { order }: BreadthFirst,
): { readonly balance: Int32Array; readonly edges: number } {
  const balance = new Int32Array(stateCount);
  let edges = 0;
  for (const state of order) {
    for (let edge = firstEdge[state]!; edge < firstEdge[state + 1]!; edge++) {
      balance[state]!--;
      balance[targets[edge]!]!++;
      edges++;
    }
  }
  return { balance, edges };
}
