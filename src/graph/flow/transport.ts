import { createNetwork, flowCost, giversOf, type Network, type TransportProblem } from './network.ts';
import { provedBound } from './proved-bound.ts';
import { raiseGivers } from './raise-givers.ts';
import { createSearchRoom } from './search-room.ts';
import { sendFlow } from './send-flow.ts';

/** A way to bring all supplies to where they are needed. */
export interface Transport {
  /** What each arc carries. */
  readonly flow: Int32Array;
  readonly cost: number;
  /** No way to bring all of them costs less: proved by prices. Equal to `cost` for the cheapest one. */
  readonly bound: number;
}

/**
 * The cheapest way to bring all supplies to where they are needed; undefined when some of it cannot be brought anywhere.
 * The primal-dual method: prices rise by the length of a shortest way, then all ways of that length are used up; there
 * are at most as many rounds as there are different lengths. `net` may have brought a part already, over arcs that cost just
 * what its prices say, where no arc costs less than that.
 */
export function transport(
  problem: TransportProblem,
  net: Network = createNetwork(problem, 1),
): Transport | undefined {
  const room = createSearchRoom(problem.nodeCount);
  let givers: readonly number[] = giversOf(net);
  while (givers.length > 0) {
    if (!raiseGivers(net, givers, room)) return undefined;
    for (let open = givers; open.length > 0;) open = sendFlow(net, open, room);
    givers = givers.filter((node) => net.left[node]! > 0);
  }
  return { flow: net.flow, cost: flowCost(net), bound: provedBound(problem, net.price) };
}
