import type { StateGraph } from './state-graph.ts';

/** Pairs of states, each pair once, in the order of the edges between them. */
export interface StatePairs {
  readonly before: Uint32Array;
  readonly after: Uint32Array;
  /** For each edge of the graph the pair that it belongs to; -1 where its action is known already. */
  readonly pairOf: Int32Array;
}

/**
 * The pairs of states between which an action takes place that is only known by name: `isKnown` says for the
 * number of an action whether its name says everything.
 */
export function unexplainedPairs(graph: StateGraph, isKnown: (action: number) => boolean): StatePairs {
  const known = graph.actions.map((_, action) => isKnown(action));
  const pairOf = new Int32Array(graph.edgeCount).fill(-1);
  const before: number[] = [];
  const after: number[] = [];
  for (let state = 0; state < graph.stateCount; state++) {
    const pairs = new Map<number, number>();
    for (let edge = graph.firstEdge[state]!; edge < graph.firstEdge[state + 1]!; edge++) {
      if (known[graph.edgeActions[edge]!]) continue;
      const target = graph.targets[edge]!;
      const pair = pairs.get(target) ?? before.length;
      if (pair === before.length) {
        pairs.set(target, pair);
        before.push(state);
        after.push(target);
      }
      pairOf[edge] = pair;
    }
  }
  return { before: Uint32Array.from(before), after: Uint32Array.from(after), pairOf };
}

/** Ranges of pair numbers `[from, to)` with at most `size` pairs each. */
export function* pairChunks(pairs: StatePairs, size: number): Generator<readonly [from: number, to: number]> {
  const count = pairs.before.length;
  for (let from = 0; from < count; from += size) yield [from, Math.min(from + size, count)];
}
