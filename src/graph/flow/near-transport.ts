import { createNetwork, flowCost, type Network, type TransportProblem } from './network.ts';
import { provedBound } from './proved-bound.ts';
import { pushFlow } from './push-flow.ts';
import { createSearchRoom } from './search-room.ts';
import { takeBack } from './take-back.ts';
import { tightenPrices } from './tighten-prices.ts';
import { transport, type Transport } from './transport.ts';

/** A problem with a node that leads to every other, and to which every other leads. */
export interface HubProblem extends TransportProblem {
  readonly hub: number;
}

/** Parts of a unit of cost that pushing counts in at first, and as long as that may help. */
const PARTS = 32;
const MOST_PARTS = 256;

/** Above it, the lists of the searches would take more time than the nodes. */
const LONGEST_LIST = 1 << 17;

/**
 * A way to bring all supplies to where they are needed that is nearly the cheapest, with a bound that says how nearly.
 * Takes time for a few searches of the network. Where that is not enough, costs are counted in smaller parts, as far as that
 * goes: the result is to be asked again.
 */
export function nearTransport(
  problem: HubProblem,
  isEnough: (cost: number, bound: number) => boolean,
): Transport {
  for (let parts = PARTS; ; parts *= 8) {
    const { net, bound, scale } = startNear(problem, parts);
    const cost = flowCost(net);
    if (isEnough(cost, bound) || scale < parts || parts >= MOST_PARTS) return { flow: net.flow, cost, bound };
  }
}

/** The cheapest way, found from one that is nearly that: what contradicts the prices is taken back and sent again. */
export function transportFromNear(problem: HubProblem): Transport {
  const { net } = startNear(problem, PARTS);
  takeBack(net);
  const best = transport(problem, net);
  if (!best) throw new Error('what was brought once can be brought again');
  return best;
}

/** Nearly the cheapest flow, with prices that no arc contradicts, what they prove, and in which parts costs were counted. */
function startNear(
  problem: HubProblem,
  parts: number,
): { readonly net: Network; readonly bound: number; readonly scale: number } {
  const dearest = problem.costs.reduce((a, b) => Math.max(a, b), 1);
  const scale = Math.max(1, Math.min(parts, Math.floor(LONGEST_LIST / dearest)));
  const scaled = createNetwork(problem, scale);
  pushFlow(scaled, problem.hub, createSearchRoom(problem.nodeCount));
  const price = bestRounding(problem, tightenPrices(scaled), scale);
  const net = {
    ...scaled,
    costs: problem.costs,
    inCosts: scaled.inCosts.map((cost) => cost / scale),
    price,
  };
  return { net, bound: provedBound(problem, price), scale };
}

/**
 * Prices in whole units again. As costs are whole, no arc contradicts them, whatever is added before the fraction is
 * cut off; over all fractions that can be added, the bounds have the mean that the finer prices prove, so that the best one is not below.
 */
function bestRounding({ nodeCount, supply }: TransportProblem, price: Int32Array, scale: number): Int32Array {
  let best = 0;
  let highest = -Infinity;
  for (let shift = 0; shift < scale; shift++) {
    let bound = 0;
    for (let node = 0; node < nodeCount; node++) {
      if (supply[node] !== 0) bound += supply[node]! * Math.floor((price[node]! + shift) / scale);
    }
    if (bound <= highest) continue;
    highest = bound;
    best = shift;
  }
  return price.map((value) => Math.floor((value + best) / scale));
}
