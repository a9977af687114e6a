import type { StateGraph } from '../store/state-graph.ts';
import type { BreadthFirst } from './breadth-first.ts';

/** The ways into a graph: its parts that no edge connects need a walk each. */
export interface Entrances {
  readonly count: number;
  /** Each initial state with edges, once, and the number of its part. */
  readonly ways: readonly { readonly entrance: number; readonly state: number }[];
}

/** Finds the parts of the graph that can be reached, and their initial states. */
export function entrances(graph: StateGraph, tree: BreadthFirst): Entrances {
  const { stateCount, firstEdge, targets } = graph;
  const parent = Uint32Array.from({ length: stateCount }, (_, state) => state);
  const partOf = (state: number): number => {
    let at = state;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const state of tree.order) {
    for (let edge = firstEdge[state]!; edge < firstEdge[state + 1]!; edge++) {
      parent[partOf(state)] = partOf(targets[edge]!);
    }
  }
  const numbers = new Map<number, number>();
  const ways = [...new Set(graph.initial)]
    .filter((state) => firstEdge[state + 1]! > firstEdge[state]!)
    .map((state) => {
      const part = partOf(state);
      const entrance = numbers.get(part) ?? numbers.size;
      numbers.set(part, entrance);
      return { entrance, state };
    });
  return { count: numbers.size, ways };
}
