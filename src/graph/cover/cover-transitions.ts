import { ok, type Result } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { coverBound, type CoverBound } from './cover-bound.ts';
import { coverClasses, DEFAULT_RESET_PRICE, type CoverError, type CoverOptions } from './cover-classes.ts';
import { trimWalks } from './trim-walks.ts';
import { walksOf, type Walks } from './walks.ts';

/** Walks that together take every transition, with what the best such walks may cost. */
export interface TransitionCover {
  readonly walks: Walks;
  /** `steps + resetPrice * walks`. */
  readonly price: number;
  readonly bound: CoverBound;
  /** By how much the price is above the bound, as a fraction of the bound: 0.02 is "at most 2 % above the minimum". */
  readonly gap: number;
}

/**
 * Walks from initial states that together take every edge that can be reached, self-loops and parallel edges included.
 * The same graph and options give the same walks.
 */
export function coverTransitions(
  graph: StateGraph,
  options: CoverOptions = {},
): Result<TransitionCover, CoverError> {
  const goal = {
    classOf: Uint32Array.from({ length: graph.edgeCount }, (_, i) => i),
    classCount: graph.edgeCount,
  };
  const drafts = coverClasses(graph, goal, options);
  if (!drafts.ok) return drafts;
  const walks = walksOf(trimWalks(drafts.value, goal));
  const price = walks.steps + (options.resetPrice ?? DEFAULT_RESET_PRICE) * walks.count;
  const bound = coverBound(graph, options);
  return ok({ walks, price, bound, gap: bound.price === 0 ? 0 : price / bound.price - 1 });
}
