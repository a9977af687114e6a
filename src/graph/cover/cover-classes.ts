import { fail, ok, type Result } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { breadthFirst, pathTo } from './breadth-first.ts';
import { nearestWanted } from './nearest-wanted.ts';
import { wantedEdges, type CoverGoal } from './wanted-edges.ts';
import { createWalkWriter, type Walks } from './walks.ts';

/** How a cover is to be made. */
export interface CoverOptions {
  /** Steps in a walk at most; default: no limit. */
  readonly maxLength?: number;
  /** What it costs to start a walk, in steps; a whole number. A high price gives fewer and longer walks; default 10. */
  readonly resetPrice?: number;
}

/** Why there is no cover. */
export interface CoverError {
  readonly code: 'walks-too-short';
  readonly message: string;
  /** A length that some walk must have; of a cover of all transitions the longest one. */
  readonly needed: number;
}

export const DEFAULT_RESET_PRICE = 10;

/**
 * Walks that together take an edge of each class that can be reached. A walk takes wanted edges as long as there are
 * any, then hops to the nearest one, unless a new walk would be there for less. New walks start towards the wanted edge
 * that is nearest to an initial state.
 */
export function coverClasses(
  graph: StateGraph,
  goal: CoverGoal,
  { maxLength = Infinity, resetPrice = DEFAULT_RESET_PRICE }: CoverOptions,
): Result<Walks, CoverError> {
  const tree = breadthFirst(graph);
  const wanted = wantedEdges(graph, goal);
  const findNearest = nearestWanted(graph, wanted);
  const walks = createWalkWriter();
  let place = 0;
  const shallowest = (): number => {
    while (place < tree.order.length && wanted.next(tree.order[place]!) < 0) place++;
    return place < tree.order.length ? tree.order[place]! : -1;
  };
  const depthOf = (state: number): number => (state < 0 ? 0 : tree.depth[state]!);
  const step = (edge: number): void => {
    wanted.take(edge);
    walks.step(edge);
  };

  const goOn = (state: number): void => {
    let at = state;
    while (walks.length() < maxLength) {
      const edge = wanted.next(at);
      if (edge >= 0) {
        step(edge);
        at = graph.targets[edge]!;
        continue;
      }
      const longest = Math.min(resetPrice + depthOf(shallowest()), maxLength - walks.length() - 1);
      const way = findNearest(at, longest);
      if (!way) return;
      way.forEach(step);
      at = graph.targets[way.at(-1)!]!;
    }
  };

  for (let target = shallowest(); target >= 0; target = shallowest()) {
    const needed = tree.depth[target]! + 1;
    if (needed > maxLength) return fail(tooShort(maxLength, needed));
    const path = pathTo(graph, tree, target);
    walks.begin(path.start);
    path.edges.forEach(step);
    goOn(target);
  }
  return ok(walks.walks());
}

/** The error of a limit that keeps walks from some edge. */
export const tooShort = (maxLength: number, needed: number): CoverError => ({
  code: 'walks-too-short',
  message: `walks of at most ${maxLength} steps do not reach everything: a walk must be allowed at least ${needed}`,
  needed,
});
