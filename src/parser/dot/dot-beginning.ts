import type { DotGraph } from './dot-graph.ts';

/** The first states of a graph that one worker of TLC writes. */
export interface DotBeginning {
  readonly graph: DotGraph;
  /** The states of which not all transitions are there. */
  readonly frontier: readonly number[];
}

/**
 * The first `states` states, with the edges up to the one that leads to the next: TLC writes all edges of a state before those of the
 * next, so it is the source of that edge, and those that are no source before it, of which not all edges are known. There are
 * none at all where not even the initial states are so few.
 */
export function beginningOf(graph: DotGraph, states: number): DotBeginning {
  const { initial, rows, sources, targets, edgeLabels, variables } = graph;
  const edges = initial.every((state) => state < states) ? wholeEdges(graph, states) : 0;
  const isWhole = new Uint8Array(states);
  for (let edge = 0; edge < edges; edge++) isWhole[sources[edge]!] = 1;
  return {
    graph: {
      ...graph,
      rows: rows.slice(0, states * variables.length),
      initial: initial.filter((state) => state < states),
      sources: sources.slice(0, edges),
      targets: targets.slice(0, edges),
      edgeLabels: edgeLabels.slice(0, edges),
    },
    frontier: [...isWhole.keys()].filter((state) => isWhole[state] === 0),
  };
}

/** How many edges stand before those of the first state that leads to one beyond. */
function wholeEdges({ sources, targets }: DotGraph, states: number): number {
  const next = targets.findIndex((target) => target >= states);
  const source = sources.at(next);
  return source === undefined ? 0 : sources.indexOf(source);
}
