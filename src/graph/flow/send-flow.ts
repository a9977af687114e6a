import type { Network } from './network.ts';

/** Room for the search of ways, kept from one pass to the next. */
export interface FlowScratch {
  /** Arcs to the nearest node that gets; -1 where none can be reached, or was found to be used up. */
  readonly level: Int32Array;
  /** Place of the next arc to try, over the arcs out of a node and then those into it. */
  readonly next: Uint32Array;
  readonly queue: Uint32Array;
}

/**
 * One pass: sends along arcs that cost nothing by the potentials, from each node on a shortest way of such arcs to the
 * nearest one that gets (Dinic's levels, counted from the end). Returns those that still give and whose way is not closed
 * for good: a node from which none can be reached stays so until the potentials change.
 */
export function sendFlow(net: Network, givers: readonly number[], scratch: FlowScratch): readonly number[] {
  findLevels(net, scratch);
  const open = givers.filter((giver) => scratch.level[giver]! >= 0);
  for (const giver of open) while (net.supply[giver]! > 0 && sendFrom(net, giver, scratch));
  return open.filter((giver) => net.supply[giver]! > 0);
}

function findLevels(net: Network, { level, next, queue }: FlowScratch): void {
  const { supply, tails, heads, firstOut, outArcs, firstIn, inArcs, flow, costs, potential } = net;
  level.fill(-1);
  next.fill(0);
  let found = 0;
  for (let node = 0; node < supply.length; node++) {
    if (supply[node]! >= 0) continue;
    level[node] = 0;
    queue[found++] = node;
  }
  for (let i = 0; i < found; i++) {
    const node = queue[i]!;
    const depth = level[node]! + 1;
    const price = potential[node]!;
    for (let at = firstIn[node]!; at < firstIn[node + 1]!; at++) {
      const tail = tails[inArcs[at]!]!;
      if (level[tail]! >= 0 || costs[inArcs[at]!]! + potential[tail]! !== price) continue;
      level[tail] = depth;
      queue[found++] = tail;
    }
    for (let at = firstOut[node]!; at < firstOut[node + 1]!; at++) {
      const arc = outArcs[at]!;
      const head = heads[arc]!;
      if (flow[arc] === 0 || level[head]! >= 0 || costs[arc]! + price !== potential[head]!) continue;
      level[head] = depth;
      queue[found++] = head;
    }
  }
}

/** Sends along one way from a node that gives; false when none is left. */
function sendFrom(net: Network, giver: number, scratch: FlowScratch): boolean {
  const { level, next } = scratch;
  const { supply, tails, heads, flow } = net;
  if (level[giver]! < 0) return false;
  const way: number[] = [];
  let node = giver;
  while (supply[node]! >= 0) {
    const arc = nextArc(net, node, scratch);
    if (arc !== undefined) {
      way.push(arc);
      node = arc >= 0 ? heads[arc]! : tails[~arc]!;
      continue;
    }
    level[node] = -1;
    const back = way.pop();
    if (back === undefined) return false;
    node = back >= 0 ? tails[back]! : heads[~back]!;
    next[node]!++;
  }
  let amount = Math.min(supply[giver]!, -supply[node]!);
  for (const arc of way) if (arc < 0) amount = Math.min(amount, flow[~arc]!);
  for (const arc of way) flow[arc < 0 ? ~arc : arc]! += arc < 0 ? -amount : amount;
  supply[giver]! -= amount;
  supply[node]! += amount;
  return true;
}

/** The next arc that can be used: its number, or `~number` against its direction. */
function nextArc(net: Network, node: number, { level, next }: FlowScratch): number | undefined {
  const { firstOut, outArcs, firstIn, inArcs, tails, heads, flow, costs, potential } = net;
  const out = firstOut[node + 1]! - firstOut[node]!;
  const all = out + firstIn[node + 1]! - firstIn[node]!;
  const price = potential[node]!;
  const below = level[node]! - 1;
  // A node that got all that it needs leads nowhere; -1 would be the level of used up ones.
  if (below < 0) return undefined;
  for (; next[node]! < all; next[node]!++) {
    const place = next[node]!;
    if (place < out) {
      const arc = outArcs[firstOut[node]! + place]!;
      const head = heads[arc]!;
      if (level[head] === below && costs[arc]! + price === potential[head]!) return arc;
    } else {
      const arc = inArcs[firstIn[node]! + place - out]!;
      const tail = tails[arc]!;
      if (flow[arc]! > 0 && level[tail] === below && costs[arc]! + potential[tail]! === price) return ~arc;
    }
  }
  return undefined;
}
