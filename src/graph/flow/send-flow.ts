import { addFlow, type Network } from './network.ts';
import { NEVER, type SearchRoom } from './search-room.ts';

/**
 * One pass: sends along arcs that cost just what prices say, from each giver on a shortest way of such arcs to the
 * nearest node that gets (Dinic's levels, counted from the end). Returns those that still give and whose way is not closed
 * for good: a node from which none can be reached stays so until prices change.
 */
export function sendFlow(net: Network, givers: readonly number[], room: SearchRoom): readonly number[] {
  findLevels(net, room);
  const open = givers.filter((giver) => room.level[giver]! >= 0);
  for (const giver of open) while (net.left[giver]! > 0 && sendFrom(net, giver, room));
  return open.filter((giver) => net.left[giver]! > 0);
}

/** The level of a node is the number of arcs to the nearest node that gets; -1 where none can be reached. */
function findLevels(net: Network, { level, tried, order }: SearchRoom): void {
  const { left, heads, costs, firstOut, firstIn, inTails, inCosts, flow, busyOut, price } = net;
  level.fill(-1);
  tried.fill(0);
  let found = 0;
  for (let node = 0; node < left.length; node++) {
    if (left[node]! >= 0) continue;
    level[node] = 0;
    order[found++] = node;
  }
  for (let i = 0; i < found; i++) {
    const node = order[i]!;
    const depth = level[node]! + 1;
    const value = price[node]!;
    for (let at = firstIn[node]!; at < firstIn[node + 1]!; at++) {
      const tail = inTails[at]!;
      if (level[tail]! >= 0 || value + inCosts[at]! !== price[tail]!) continue;
      level[tail] = depth;
      order[found++] = tail;
    }
    let busy = busyOut[node]!;
    for (let arc = firstOut[node]!; busy > 0; arc++) {
      if (flow[arc] === 0) continue;
      busy--;
      const head = heads[arc]!;
      if (level[head]! >= 0 || price[head]! + costs[arc]! !== value) continue;
      level[head] = depth;
      order[found++] = head;
    }
  }
}

/** Sends along one way from a node that gives; false when none is left. */
function sendFrom(net: Network, giver: number, room: SearchRoom): boolean {
  const { level, tried } = room;
  const { left, tails, heads, flow } = net;
  if (level[giver]! < 0) return false;
  const way: number[] = [];
  let node = giver;
  while (left[node]! >= 0) {
    const arc = nextArc(net, node, room);
    if (arc !== NEVER) {
      way.push(arc);
      node = arc >= 0 ? heads[arc]! : tails[~arc]!;
      continue;
    }
    level[node] = -1;
    const back = way.pop();
    if (back === undefined) return false;
    node = back >= 0 ? tails[back]! : heads[~back]!;
    tried[node]!++;
  }
  let amount = Math.min(left[giver]!, -left[node]!);
  for (const arc of way) if (arc < 0) amount = Math.min(amount, flow[~arc]!);
  for (const arc of way) addFlow(net, arc < 0 ? ~arc : arc, arc < 0 ? -amount : amount);
  left[giver]! -= amount;
  left[node]! += amount;
  return true;
}

/** The next arc that can be used: its number, or `~number` against its direction; `NEVER` if there is none. */
function nextArc(net: Network, node: number, { level, tried }: SearchRoom): number {
  const { firstOut, heads, costs, firstIn, inArcs, inTails, inCosts, flow, busyIn, price } = net;
  const below = level[node]! - 1;
  // A node that got all that it needs leads nowhere; -1 would be the level of used up ones.
  if (below < 0) return NEVER;
  const value = price[node]!;
  const outs = firstOut[node + 1]! - firstOut[node]!;
  let place = tried[node]!;
  for (; place < outs; place++) {
    const arc = firstOut[node]! + place;
    const head = heads[arc]!;
    if (level[head] !== below || price[head]! + costs[arc]! !== value) continue;
    tried[node] = place;
    return arc;
  }
  const all = busyIn[node] === 0 ? outs : outs + firstIn[node + 1]! - firstIn[node]!;
  for (; place < all; place++) {
    const at = firstIn[node]! + place - outs;
    const tail = inTails[at]!;
    if (flow[inArcs[at]!] === 0 || level[tail] !== below || price[tail]! - inCosts[at]! !== value) continue;
    tried[node] = place;
    return ~inArcs[at]!;
  }
  tried[node] = place;
  return NEVER;
}
