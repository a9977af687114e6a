/**
 * Arcs without a limit to what they carry, and how much each node has to give (or, below zero, to get). Arcs stand in
 * the order of their tails: those out of `node` are `firstOut[node]` up to, not including, `firstOut[node + 1]`.
 */
export interface TransportProblem {
  readonly nodeCount: number;
  /** One longer than there are nodes. */
  readonly firstOut: Uint32Array;
  readonly heads: Uint32Array;
  /** Whole numbers, not negative. */
  readonly costs: Int32Array;
  /** The sum is 0. */
  readonly supply: Int32Array;
}

/** A problem with what has been sent so far. */
export interface Network extends TransportProblem {
  /** What each node still has to give or to get. */
  readonly left: Int32Array;
  readonly tails: Uint32Array;
  /** The arcs into a node are `inArcs[firstIn[node]]` up to `inArcs[firstIn[node + 1]]`. */
  readonly firstIn: Uint32Array;
  readonly inArcs: Uint32Array;
  /** For each place in `inArcs` the arc's tail and cost. */
  readonly inTails: Uint32Array;
  readonly inCosts: Int32Array;
  /** What each arc carries. */
  readonly flow: Int32Array;
  /** How many of the arcs out of a node carry anything, and how many of those into it. */
  readonly busyOut: Uint32Array;
  readonly busyIn: Uint32Array;
  /** What it costs to bring a unit from each node to one that gets, as far as is known. */
  readonly price: Int32Array;
}

/** The network of a problem before anything is sent; all costs times `scale`. */
export function createNetwork(problem: TransportProblem, scale: number): Network {
  const { nodeCount, firstOut, heads, supply } = problem;
  const costs = problem.costs.map((cost) => cost * scale);
  const firstIn = new Uint32Array(nodeCount + 1);
  for (let arc = 0; arc < heads.length; arc++) firstIn[heads[arc]! + 1]!++;
  for (let node = 0; node < nodeCount; node++) firstIn[node + 1]! += firstIn[node]!;
  const next = firstIn.slice();
  const tails = new Uint32Array(heads.length);
  const inArcs = new Uint32Array(heads.length);
  const inTails = new Uint32Array(heads.length);
  const inCosts = new Int32Array(heads.length);
  for (let tail = 0; tail < nodeCount; tail++) {
    for (let arc = firstOut[tail]!; arc < firstOut[tail + 1]!; arc++) {
      const place = next[heads[arc]!]!++;
      tails[arc] = tail;
      inArcs[place] = arc;
      inTails[place] = tail;
      inCosts[place] = costs[arc]!;
    }
  }
  return {
    ...problem,
    costs,
    left: supply.slice(),
    tails,
    firstIn,
    inArcs,
    inTails,
    inCosts,
    flow: new Int32Array(heads.length),
    busyOut: new Uint32Array(nodeCount),
    busyIn: new Uint32Array(nodeCount),
    price: new Int32Array(nodeCount),
  };
}

/** The nodes that still give. */
export function giversOf({ left }: Network): number[] {
  const givers: number[] = [];
  for (let node = 0; node < left.length; node++) if (left[node]! > 0) givers.push(node);
  return givers;
}

/** Adds to what an arc carries, or takes from it. */
export function addFlow(net: Network, arc: number, amount: number): void {
  const { flow, tails, heads, busyOut, busyIn } = net;
  const before = flow[arc]!;
  flow[arc] = before + amount;
  if (before !== 0 && flow[arc] !== 0) return;
  const change = before === 0 ? 1 : -1;
  busyOut[tails[arc]!]! += change;
  busyIn[heads[arc]!]! += change;
}

/** What all that was sent costs. */
export function flowCost({ flow, costs }: Network): number {
  let sum = 0;
  for (let arc = 0; arc < flow.length; arc++) sum += flow[arc]! * costs[arc]!;
  return sum;
}
