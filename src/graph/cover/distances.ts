import type { StateGraph } from '../store/state-graph.ts';

/** The steps from the nearest of the given states to each state; `Infinity` where no path leads. */
export const distancesFrom = (graph: StateGraph, nearest: Iterable<number>): Float64Array =>
  spread(graph.stateCount, nearest, graph.firstEdge, graph.targets);

/** The steps from each state to the nearest of the given ones; `Infinity` where no path leads. */
export function distancesTo(graph: StateGraph, nearest: Iterable<number>): Float64Array {
  const { stateCount, edgeCount, sources, targets } = graph;
  const firstIn = new Uint32Array(stateCount + 1);
  for (const target of targets) firstIn[target + 1]!++;
  for (let state = 0; state < stateCount; state++) firstIn[state + 1]! += firstIn[state]!;
  const next = firstIn.slice();
  const origins = new Uint32Array(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) origins[next[targets[edge]!]!++] = sources[edge]!;
  return spread(stateCount, nearest, firstIn, origins);
}

function spread(
  stateCount: number,
  nearest: Iterable<number>,
  first: Uint32Array,
  neighbours: Uint32Array,
): Float64Array {
  const distance = new Float64Array(stateCount).fill(Infinity);
  const queue = new Uint32Array(stateCount);
  let found = 0;
  for (const state of nearest) {
    if (distance[state] === 0) continue;
    distance[state] = 0;
    queue[found++] = state;
  }
  for (let head = 0; head < found; head++) {
    const state = queue[head]!;
    for (let i = first[state]!; i < first[state + 1]!; i++) {
      const other = neighbours[i]!;
      if (distance[other] !== Infinity) continue;
      distance[other] = distance[state]! + 1;
      queue[found++] = other;
    }
  }
  return distance;
}
