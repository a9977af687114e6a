import type { StateGraph } from '../store/state-graph.ts';
import { breadthFirst, pathTo } from './breadth-first.ts';
import { createWalkWriter, type Walks } from './walks.ts';

/** One shortest walk from an initial state to a state that `holds`; undefined if none can be reached. */
export function shortestTo(graph: StateGraph, holds: (state: number) => boolean): Walks | undefined {
  const tree = breadthFirst(graph);
  const found = tree.order.find(holds);
  if (found === undefined) return undefined;
  const path = pathTo(graph, tree, found);
  const walks = createWalkWriter();
  walks.begin(path.start);
  path.edges.forEach(walks.step);
  return walks.walks();
}
