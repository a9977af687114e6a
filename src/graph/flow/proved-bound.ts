import type { TransportProblem } from './network.ts';

/**
 * What every way to bring all supplies costs at least. Where no arc costs less than the price of its tail is above that
 * of its head, that is the sum of `supply * price` (duality of linear programs). Every arc is looked at: whatever found
 * the prices, this proves the bound.
 */
export function provedBound(problem: TransportProblem, price: Int32Array): number {
  const { nodeCount, firstOut, heads, costs, supply } = problem;
  let bound = 0;
  for (let node = 0; node < nodeCount; node++) {
    bound += supply[node]! * price[node]!;
    for (let arc = firstOut[node]!; arc < firstOut[node + 1]!; arc++) {
      if (price[node]! - price[heads[arc]!]! > costs[arc]!) throw new Error('prices that prove nothing');
    }
  }
  return bound;
}
