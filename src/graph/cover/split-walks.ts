import { fail, ok, type Result } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { pathTo, type BreadthFirst } from './breadth-first.ts';
import { tooShort, type CoverError } from './cover-classes.ts';
import { createWalkWriter, type Walks } from './walks.ts';

/**
 * The walks in pieces of at most `maxLength` steps that take the same edges: each piece but the first of a walk is
 * reached from an initial state on a shortest path, and begins with an edge that none has taken yet.
 */
export function splitWalks(
  graph: StateGraph,
  tree: BreadthFirst,
  walks: Walks,
  maxLength: number,
): Result<Walks, CoverError> {
  const taken = new Uint8Array(graph.edgeCount);
  const pieces = createWalkWriter();
  for (let walk = 0; walk < walks.count; walk++) {
    pieces.begin(walks.starts[walk]!);
    let isOpen = true;
    for (let at = walks.first[walk]!; at < walks.first[walk + 1]!; at++) {
      const edge = walks.edges[at]!;
      if (pieces.length() >= maxLength) isOpen = false;
      if (!isOpen) {
        if (taken[edge] === 1) continue;
        const path = pathTo(graph, tree, graph.sources[edge]!);
        if (path.edges.length >= maxLength) return fail(tooShort(maxLength, longestNeed(graph, tree)));
        isOpen = true;
        pieces.begin(path.start);
        for (const step of path.edges) {
          taken[step] = 1;
          pieces.step(step);
        }
      }
      pieces.step(edge);
      taken[edge] = 1;
    }
  }
  return ok(pieces.walks());
}

/** Steps of a walk that takes an edge as far from the initial states as there is one. */
function longestNeed({ firstEdge }: StateGraph, { order, depth }: BreadthFirst): number {
  // Nearest first: the last state with edges is among the farthest ones.
  const farthest = order.findLast((state) => firstEdge[state + 1]! > firstEdge[state]!);
  return farthest === undefined ? 0 : depth[farthest]! + 1;
}
