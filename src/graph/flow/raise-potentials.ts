import type { Network } from './network.ts';

/**
 * Changes the potentials so that a shortest way from a node that gives to one that gets costs nothing more. Dijkstra's
 * search with a list for each distance: costs are small whole numbers. It stops at the first node that gets, and touches
 * no node beyond. Returns false when no such node can be reached.
 */
export function raisePotentials(net: Network, givers: readonly number[], distance: Int32Array): boolean {
  const { potential } = net;
  const lists: number[][] = [[...givers]];
  const touched: number[] = [...givers];
  for (const node of givers) distance[node] = 0;
  const reach = (node: number, length: number): void => {
    const before = distance[node]!;
    if (before >= 0 && before <= length) return;
    if (before < 0) touched.push(node);
    distance[node] = length;
    (lists[length] ??= []).push(node);
  };
  const nearest = search(net, lists, distance, reach);
  for (const node of touched) {
    if (nearest >= 0 && distance[node]! < nearest) potential[node]! += distance[node]! - nearest;
    distance[node] = -1;
  }
  return nearest >= 0;
}

/** The distance of the nearest node that gets; -1 if there is none. */
function search(
  net: Network,
  lists: number[][],
  distance: Int32Array,
  reach: (node: number, length: number) => void,
): number {
  const { tails, heads, costs, supply, firstOut, outArcs, firstIn, inArcs, flow, potential } = net;
  for (let length = 0; length < lists.length; length++) {
    const list = lists[length] ?? [];
    // Nodes at the same distance are added to the list while it is walked.
    for (let i = 0; i < list.length; i++) {
      const node = list[i]!;
      if (distance[node] !== length) continue;
      if (supply[node]! < 0) return length;
      const base = length + potential[node]!;
      for (let at = firstOut[node]!; at < firstOut[node + 1]!; at++) {
        const arc = outArcs[at]!;
        reach(heads[arc]!, base + costs[arc]! - potential[heads[arc]!]!);
      }
      for (let at = firstIn[node]!; at < firstIn[node + 1]!; at++) {
        const arc = inArcs[at]!;
        if (flow[arc]! > 0) reach(tails[arc]!, base - costs[arc]! - potential[tails[arc]!]!);
      }
    }
  }
  return -1;
}
