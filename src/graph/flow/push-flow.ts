import { cheapestFrom, type Ways } from './cheapest-from.ts';
import { addFlow, giversOf, type Network } from './network.ts';
import { raisePrices } from './raise-prices.ts';
import { NEVER, type SearchRoom } from './search-room.ts';

/** Price rises of single nodes, in nodes of the network, after which a search corrects all prices. */
const RISES = 0.5;

/** More than all nodes give together. */
const ENOUGH = 0x3fffffff;

/**
 * Brings all supplies to where they are needed, at nearly the lowest cost: no arc costs more than 1 below what prices
 * say, and few that carry something more than 1 above. So with costs in small units it is nearly the cheapest way. It needs
 * a hub, a node that leads to every other and to which every other leads.
 *
 * Push and relabel, as in the methods that scale costs: each node passes on what it gets, and where no arc is worth it,
 * its price rises just enough. The hub takes whatever nobody near needs, and in the end fills up whoever did not get
 * enough. As prices begin with the distances from the hub, that costs hardly more than what they say.
 */
export function pushFlow(net: Network, hub: number, room: SearchRoom): void {
  const { left, price } = net;
  const start = price.map((_, node) => (node === hub ? 0 : NEVER));
  const ways = cheapestFrom(start, { first: net.firstOut, ends: net.heads, costs: net.costs });
  for (const node of ways.order) price[node] = -ways.label[node]!;
  left[hub] = -ENOUGH;
  for (let givers = giversOf(net); givers.length > 0; givers = giversOf(net)) {
    raisePrices(net, room, givers.length);
    pushRound(net, room, givers);
  }
  fillUp(net, ways);
  // Supplies add up to 0, and no other node has anything left.
  left[hub] = 0;
}

/** Sends to each node what it still needs on the cheapest way from the hub, from the farthest to the nearest. */
function fillUp(net: Network, { order, via }: Ways): void {
  const { left, tails } = net;
  for (let i = order.length - 1; i > 0; i--) {
    const node = order[i]!;
    if (left[node]! >= 0) continue;
    addFlow(net, via[node]!, -left[node]!);
    left[tails[via[node]!]!]! += left[node]!;
    left[node] = 0;
  }
}

/** Lets nodes pass on, first come first served, until none has anything or until enough prices have risen. */
function pushRound(net: Network, room: SearchRoom, givers: readonly number[]): void {
  const { nodeCount, left, heads, tails } = net;
  const { tried, level: waits, order: queue } = room;
  tried.fill(0);
  waits.fill(0);
  let first = 0;
  let waiting = 0;
  const enter = (node: number): void => {
    if (left[node]! <= 0 || waits[node] === 1) return;
    waits[node] = 1;
    const place = first + waiting++;
    queue[place < nodeCount ? place : place - nodeCount] = node;
  };
  givers.forEach(enter);
  for (let rises = 0; waiting > 0 && rises < RISES * nodeCount;) {
    const node = queue[first]!;
    first = first + 1 < nodeCount ? first + 1 : 0;
    waiting--;
    waits[node] = 0;
    while (left[node]! > 0) {
      const arc = nextArc(net, node, tried);
      if (arc === NEVER) {
        raisePrice(net, node, tried);
        rises++;
        continue;
      }
      const other = arc >= 0 ? heads[arc]! : tails[~arc]!;
      const amount = arc >= 0 ? left[node]! : Math.min(left[node]!, net.flow[~arc]!);
      if (arc >= 0) addFlow(net, arc, amount);
      else addFlow(net, ~arc, -amount);
      left[node]! -= amount;
      left[other]! += amount;
      enter(other);
    }
  }
}

/** An arc that costs less than prices say: its number, or `~number` against its direction; `NEVER` if there is none. */
function nextArc(net: Network, node: number, tried: Uint32Array): number {
  const { firstOut, heads, costs, firstIn, inArcs, inTails, inCosts, flow, busyIn, price } = net;
  const value = price[node]!;
  const start = firstOut[node]!;
  const outs = firstOut[node + 1]! - start;
  let place = tried[node]!;
  for (; place < outs; place++) {
    if (costs[start + place]! + price[heads[start + place]!]! >= value) continue;
    tried[node] = place;
    return start + place;
  }
  const all = busyIn[node] === 0 ? outs : outs + firstIn[node + 1]! - firstIn[node]!;
  for (; place < all; place++) {
    const at = firstIn[node]! + place - outs;
    if (flow[inArcs[at]!] === 0 || price[inTails[at]!]! - inCosts[at]! >= value) continue;
    tried[node] = place;
    return ~inArcs[at]!;
  }
  tried[node] = place;
  return NEVER;
}

/** Raises the price of a node to the lowest one at which an arc is worth it; that arc is tried next. */
function raisePrice(net: Network, node: number, tried: Uint32Array): void {
  const { firstOut, heads, costs, firstIn, inArcs, inTails, inCosts, flow, busyIn, price } = net;
  const start = firstOut[node]!;
  const end = firstOut[node + 1]!;
  let best = NEVER;
  let bestPlace = 0;
  for (let arc = start; arc < end; arc++) {
    const value = costs[arc]! + price[heads[arc]!]!;
    if (value >= best) continue;
    best = value;
    bestPlace = arc - start;
  }
  let busy = busyIn[node]!;
  for (let at = firstIn[node]!; busy > 0; at++) {
    if (flow[inArcs[at]!] === 0) continue;
    busy--;
    const value = price[inTails[at]!]! - inCosts[at]!;
    if (value >= best) continue;
    best = value;
    bestPlace = end - start + at - firstIn[node]!;
  }
  price[node] = best + 1;
  tried[node] = bestPlace;
}
