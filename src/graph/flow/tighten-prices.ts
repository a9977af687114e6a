import { cheapestFrom } from './cheapest-from.ts';
import type { Network } from './network.ts';
import { NEVER } from './search-room.ts';

/**
 * Prices that no arc contradicts, from any prices: no arc costs less than the price of its tail is above that of its head.
 * First every node gets the highest price that those of the nodes that get allow, then the lowest one that those of the
 * nodes that give ask for; so no other prices for one of the two sides prove a higher bound.
 */
export function tightenPrices({ supply, price, ...net }: Network): Int32Array {
  const { firstOut, heads, costs, firstIn, inTails, inCosts } = net;
  const getting = price.map((value, node) => (supply[node]! < 0 ? value : NEVER));
  const high = cheapestFrom(getting, { first: firstIn, ends: inTails, costs: inCosts }).label;
  const giving = high.map((value, node) => (supply[node]! > 0 ? -value : NEVER));
  const low = cheapestFrom(giving, { first: firstOut, ends: heads, costs }).label;
  // Where no way leads, the price of the farthest node contradicts nothing.
  let farthest = -NEVER;
  for (const value of low) if (value !== NEVER) farthest = Math.max(farthest, value);
  return low.map((value) => -(value === NEVER ? farthest : value));
}
