import type { Network } from './network.ts';
import { NEVER, type SearchRoom } from './search-room.ts';

/**
 * Raises the price of each node by its distance to the nearest one that gets. The length of an arc, and of one that
 * carries something against its direction, is 1 more than it costs above the difference of prices. So after it, a way of
 * arcs that cost 1 less than prices say leads from every giver to a node that gets, and none costs still less. The search
 * goes against the arcs from all nodes that get at once (Dijkstra's, with a list for each distance, since costs are small
 * whole numbers) until all `givers` nodes that give are settled; what lies farther rises as much as the last of them.
 */
export function raisePrices(net: Network, room: SearchRoom, givers: number): void {
  const { nodeCount, left, price } = net;
  const { level: rank, order, label } = room;
  rank.fill(NEVER);
  label.fill(NEVER);
  let settled = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (left[node]! >= 0) continue;
    label[node] = price[node]!;
    rank[node] = settled;
    order[settled++] = node;
  }
  const lists: (number[] | undefined)[] = [];
  let waiting = givers;
  let distance = 0;
  for (let from = 0; ; distance++) {
    const list = lists[distance] ?? [];
    lists[distance] = undefined;
    for (let i = 0; i < list.length; i++) {
      const node = list[i]!;
      if (rank[node] !== NEVER || label[node] !== price[node]! + distance) continue;
      rank[node] = settled;
      order[settled++] = node;
    }
    settled = settleEqual(net, room, lists, { distance, from, to: settled });
    for (; from < settled; from++) if (left[order[from]!]! > 0) waiting--;
    if (waiting === 0) break;
    if (distance + 1 >= lists.length) throw new Error('some node that gives reaches none that gets');
  }
  for (let node = 0; node < nodeCount; node++) {
    price[node] = Math.min(label[node]!, price[node]! + distance);
  }
}

/** Goes on from the nodes at one distance that stand in the order from `from` up to `to`; returns where the order ends then. */
function settleEqual(
  net: Network,
  { level: rank, order, label }: SearchRoom,
  lists: (number[] | undefined)[],
  { distance, from, to }: { distance: number; from: number; to: number },
): number {
  const { firstOut, heads, costs, firstIn, inTails, inCosts, flow, busyOut, price } = net;
  let settled = to;
  const reach = (node: number, value: number): void => {
    label[node] = value;
    const far = value - price[node]!;
    if (far > distance) {
      const list = lists[far];
      if (list) list.push(node);
      else lists[far] = [node];
      return;
    }
    rank[node] = settled;
    order[settled++] = node;
  };
  for (let at = from; at < settled; at++) {
    const node = order[at]!;
    const value = label[node]! + 1;
    const end = firstIn[node + 1]!;
    for (let place = firstIn[node]!; place < end; place++) {
      const through = value + inCosts[place]!;
      if (through < label[inTails[place]!]!) reach(inTails[place]!, through);
    }
    let busy = busyOut[node]!;
    for (let arc = firstOut[node]!; busy > 0; arc++) {
      if (flow[arc] === 0) continue;
      busy--;
      const through = value - costs[arc]!;
      if (through < label[heads[arc]!]!) reach(heads[arc]!, through);
    }
  }
  return settled;
}
