/** Arcs without a limit to what they carry, and how much each node has to give (or, below zero, to get). */
export interface TransportProblem {
  readonly nodeCount: number;
  readonly tails: Uint32Array;
  readonly heads: Uint32Array;
  /** Not negative. */
  readonly costs: Int32Array;
  /** The sum is 0. */
  readonly supply: Int32Array;
}

/** A problem with what has been sent so far, and the arcs of each node. */
export interface Network extends TransportProblem {
  readonly firstOut: Uint32Array;
  readonly outArcs: Uint32Array;
  readonly firstIn: Uint32Array;
  readonly inArcs: Uint32Array;
  /** What each arc carries. */
  readonly flow: Int32Array;
  /** Prices of the nodes: no arc that can be used costs less than the prices of its ends differ. */
  readonly potential: Int32Array;
}

/** The network of a problem before anything is sent. */
export function createNetwork(problem: TransportProblem): Network {
  const [firstOut, outArcs] = arcsByNode(problem.nodeCount, problem.tails);
  const [firstIn, inArcs] = arcsByNode(problem.nodeCount, problem.heads);
  return {
    ...problem,
    supply: problem.supply.slice(),
    firstOut,
    outArcs,
    firstIn,
    inArcs,
    flow: new Int32Array(problem.tails.length),
    potential: new Int32Array(problem.nodeCount),
  };
}

/** The arcs of each node, by their ends: those of `node` are `arcs[first[node]]` up to `arcs[first[node + 1]]`. */
export function arcsByNode(nodeCount: number, ends: Uint32Array): [first: Uint32Array, arcs: Uint32Array] {
  const first = new Uint32Array(nodeCount + 1);
  for (const node of ends) first[node + 1]!++;
  for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!;
  const next = first.slice();
  const arcs = new Uint32Array(ends.length);
  for (let arc = 0; arc < ends.length; arc++) arcs[next[ends[arc]!]!++] = arc;
  return [first, arcs];
}
