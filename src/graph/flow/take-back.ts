import { addFlow, type Network } from './network.ts';

/** Takes back what arcs carry that cost more than prices say: a cheapest flow has nothing of the kind. */
export function takeBack(net: Network): void {
  const { left, tails, heads, costs, flow, price } = net;
  for (let arc = 0; arc < flow.length; arc++) {
    const carried = flow[arc]!;
    if (carried === 0 || costs[arc] === price[tails[arc]!]! - price[heads[arc]!]!) continue;
    addFlow(net, arc, -carried);
    left[tails[arc]!]! += carried;
    left[heads[arc]!]! -= carried;
  }
}
