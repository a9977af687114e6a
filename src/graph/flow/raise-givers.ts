import type { Network } from './network.ts';
import { NEVER, type SearchRoom } from './search-room.ts';

/**
 * Raises the prices of the givers, and of what is nearer to them than any node that gets, so that a cheapest way from a
 * giver to a node that gets costs just what prices say. Dijkstra's search from all givers at once, with a list for each
 * distance: costs are small whole numbers. It stops at the first node that gets, and touches no node beyond. Returns
 * false when no such node can be reached.
 */
export function raiseGivers(net: Network, givers: readonly number[], { label }: SearchRoom): boolean {
  const { price } = net;
  label.fill(NEVER);
  const touched: number[] = [...givers];
  for (const node of givers) label[node] = 0;
  const nearest = search(net, [[...givers]], label, touched);
  if (nearest < 0) return false;
  for (const node of touched) if (label[node]! < nearest) price[node]! += nearest - label[node]!;
  return true;
}

/** The distance of the nearest node that gets; -1 if there is none. */
function search(net: Network, lists: (number[] | undefined)[], label: Int32Array, touched: number[]): number {
  const { left, heads, costs, firstOut, firstIn, inArcs, inTails, inCosts, flow, busyIn, price } = net;
  const reach = (node: number, length: number): void => {
    if (label[node]! <= length) return;
    if (label[node] === NEVER) touched.push(node);
    label[node] = length;
    const list = lists[length];
    if (list) list.push(node);
    else lists[length] = [node];
  };
  for (let length = 0; length < lists.length; length++) {
    const list = lists[length] ?? [];
    // Nodes at the same distance are added to the list while it is walked.
    for (let i = 0; i < list.length; i++) {
      const node = list[i]!;
      if (label[node] !== length) continue;
      if (left[node]! < 0) return length;
      const base = length - price[node]!;
      for (let arc = firstOut[node]!; arc < firstOut[node + 1]!; arc++) {
        reach(heads[arc]!, base + costs[arc]! + price[heads[arc]!]!);
      }
      let busy = busyIn[node]!;
      for (let at = firstIn[node]!; busy > 0; at++) {
        if (flow[inArcs[at]!] === 0) continue;
        busy--;
        reach(inTails[at]!, base - inCosts[at]! + price[inTails[at]!]!);
      }
    }
    lists[length] = undefined;
  }
  return -1;
}
