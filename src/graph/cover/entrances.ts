import type { StateGraph } from '../store/state-graph.ts';
import type { BreadthFirst } from './breadth-first.ts';

/** The ways into a graph: its parts that no edge connects need a walk each. */
export interface Entrances {
  /** Initial states with edges, each once, those of one part together. */
  readonly states: Uint32Array;
  /** For each part the place of its first state in `states`; one longer than there are parts. */
  readonly first: Uint32Array;
}

/** Finds the parts of the graph that can be reached, and their initial states. */
export function entrances(graph: StateGraph, tree: BreadthFirst): Entrances {
  const ways = [...new Set(graph.initial)].filter(
    (state) => graph.firstEdge[state + 1]! > graph.firstEdge[state]!,
  );
  const partOf = ways.length > 1 ? findParts(graph, tree) : () => 0;
  const parts = new Map<number, number[]>();
  for (const state of ways) {
    const part = partOf(state);
    const states = parts.get(part);
    if (states) states.push(state);
    else parts.set(part, [state]);
  }
  const first = [0];
  for (const states of parts.values()) first.push(first.at(-1)! + states.length);
  return { states: Uint32Array.from([...parts.values()].flat()), first: Uint32Array.from(first) };
}

/** A number for the part of each state: sets that are united edge by edge. */
function findParts(
  { stateCount, firstEdge, targets }: StateGraph,
  tree: BreadthFirst,
): (state: number) => number {
  const parent = new Uint32Array(stateCount);
  for (let state = 0; state < stateCount; state++) parent[state] = state;
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
  return partOf;
}
