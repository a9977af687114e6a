import { fail, ok, type Result } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { pathTo, type BreadthFirst } from './breadth-first.ts';
import { tooShort, type CoverError, type WalkDraft } from './cover-classes.ts';

/**
 * The walks in pieces of at most `maxLength` steps that take the same edges: each piece but the first of a walk is
 * reached from an initial state on a shortest path, and begins with an edge that none has taken yet.
 */
export function splitWalks(
  graph: StateGraph,
  tree: BreadthFirst,
  walks: readonly WalkDraft[],
  maxLength: number,
): Result<readonly WalkDraft[], CoverError> {
  const taken = new Uint8Array(graph.edgeCount);
  const pieces: WalkDraft[] = [];
  for (const { start, edges } of walks) {
    let piece: WalkDraft | undefined = { start, edges: [] };
    pieces.push(piece);
    for (const edge of edges) {
      if (piece && piece.edges.length >= maxLength) piece = undefined;
      if (!piece) {
        if (taken[edge] === 1) continue;
        const path = pathTo(graph, tree, graph.sources[edge]!);
        if (path.edges.length >= maxLength) return fail(tooShort(maxLength, path.edges.length + 1));
        for (const step of path.edges) taken[step] = 1;
        piece = { start: path.start, edges: [...path.edges] };
        pieces.push(piece);
      }
      piece.edges.push(edge);
      taken[edge] = 1;
    }
  }
  return ok(pieces);
}
