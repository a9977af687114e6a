import { createNetwork, type TransportProblem } from './network.ts';
import { raisePotentials } from './raise-potentials.ts';
import { sendFlow } from './send-flow.ts';

/**
 * The cheapest way to bring all supplies to where they are needed: what each arc carries. Undefined when some of it
 * cannot be brought anywhere. The primal-dual method: potentials rise by the length of a shortest way, then all ways of
 * that length are used up; there are at most as many rounds as there are different lengths.
 */
export function transport(problem: TransportProblem): Int32Array | undefined {
  const net = createNetwork(problem);
  const distance = new Int32Array(problem.nodeCount).fill(-1);
  const scratch = {
    level: new Int32Array(problem.nodeCount),
    queue: new Uint32Array(problem.nodeCount),
    next: new Uint32Array(problem.nodeCount),
  };
  let givers: readonly number[] = Array.from(net.supply.keys()).filter((node) => net.supply[node]! > 0);
  while (givers.length > 0) {
    if (!raisePotentials(net, givers, distance)) return undefined;
    for (let open = givers; open.length > 0;) open = sendFlow(net, open, scratch);
    givers = givers.filter((node) => net.supply[node]! > 0);
  }
  return net.flow;
}
