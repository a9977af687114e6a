import { ok, type Result } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { breadthFirst } from './breadth-first.ts';
import { cheapestWalks } from './cheapest-walks.ts';
import { coverBound } from './cover-bound.ts';
import {
  coverClasses,
  DEFAULT_RESET_PRICE,
  type CoverError,
  type CoverOptions,
  type WalkDraft,
} from './cover-classes.ts';
import { splitWalks } from './split-walks.ts';
import { trimWalks } from './trim-walks.ts';
import { walksOf, type Walks } from './walks.ts';

/** How transitions are to be covered. */
export interface TransitionCoverOptions extends CoverOptions {
  /**
   * `exact` finds the cheapest walks, in a time that grows faster than the graph; `greedy` finds good ones quickly.
   * Default: exact up to 200,000 transitions.
   */
  readonly method?: 'exact' | 'greedy';
}

/** Walks that together take every transition, with what the best such walks cost. */
export interface TransitionCover {
  readonly walks: Walks;
  /** `steps + resetPrice * walks`. */
  readonly price: number;
  /** No walks that take every transition cost less. */
  readonly bound: number;
  /** By how much the price is above the bound, as a fraction of it; 0: there is nothing cheaper. */
  readonly gap: number;
}

const EXACT_EDGES = 200_000;

/**
 * Walks from initial states that together take every edge that can be reached, self-loops and parallel edges included.
 * By the exact method they are the cheapest ones where their length is not limited; with a limit they are cut into
 * pieces. The same graph and options give the same walks.
 */
export function coverTransitions(
  graph: StateGraph,
  options: TransitionCoverOptions = {},
): Result<TransitionCover, CoverError> {
  const { maxLength = Infinity, method = graph.edgeCount <= EXACT_EDGES ? 'exact' : 'greedy' } = options;
  const resetPrice = Math.max(0, Math.round(options.resetPrice ?? DEFAULT_RESET_PRICE));
  const tree = breadthFirst(graph);
  const everyEdge = { classOf: Uint32Array.from(graph.sources.keys()), classCount: graph.edgeCount };
  let drafts: readonly WalkDraft[];
  let bound = coverBound(graph, tree, { maxLength, resetPrice });
  if (method === 'exact') {
    const best = cheapestWalks(graph, tree, resetPrice);
    bound = Math.max(bound, priceOf(best, resetPrice));
    const split = splitWalks(graph, tree, best, maxLength);
    if (!split.ok) return split;
    drafts = split.value;
  } else {
    const found = coverClasses(graph, everyEdge, { maxLength, resetPrice });
    if (!found.ok) return found;
    drafts = found.value;
  }
  const kept = trimWalks(drafts, everyEdge);
  const price = priceOf(kept, resetPrice);
  return ok({ walks: walksOf(kept), price, bound, gap: bound === 0 ? 0 : price / bound - 1 });
}

const priceOf = (walks: readonly WalkDraft[], resetPrice: number): number =>
  walks.reduce((sum, { edges }) => sum + edges.length + resetPrice, 0);
