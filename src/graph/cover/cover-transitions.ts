import { ok, type Result } from '../../trace/index.ts';
import { nearTransport, transportFromNear } from '../flow/near-transport.ts';
import { transport, type Transport } from '../flow/transport.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { breadthFirst, type BreadthFirst } from './breadth-first.ts';
import { coverClasses, DEFAULT_RESET_PRICE, type CoverError, type CoverOptions } from './cover-classes.ts';
import { coverGoal } from './cover-goal.ts';
import { eulerWalks } from './euler-walks.ts';
import { joinWalks } from './join-walks.ts';
import { splitWalks } from './split-walks.ts';
import { tourProblem, type TourProblem } from './tour-problem.ts';
import { trimWalks } from './trim-walks.ts';
import { visitInitial } from './visit-initial.ts';
import { withoutKept, type CoverGoal } from './wanted-edges.ts';
import { createWalkWriter, type Walks } from './walks.ts';

/** How transitions are to be covered. */
export interface TransitionCoverOptions extends CoverOptions {
  /**
   * `exact` finds the cheapest walks; `near` finds walks that cost hardly more, and is several times as fast in a large graph.
   * Default: exact up to 200,000 transitions.
   */
  readonly method?: 'exact' | 'near';
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

/** How far above its bound a near cover may be without another, slower attempt. */
const NEAR = 0.02;

/**
 * Walks from initial states that together take every edge that can be reached, self-loops and parallel edges included:
 * the directed Chinese postman problem with resets. Which edges to repeat and where to end a walk is a minimum-cost flow;
 * the walks are Euler circuits through the flow, cut at the resets. With a limit of length they are cut into pieces, and
 * the gap says what that may cost. An initial state that none of them visits gets a walk without steps. The same graph and
 * options give the same walks.
 */
export function coverTransitions(
  graph: StateGraph,
  options: TransitionCoverOptions = {},
): Result<TransitionCover, CoverError> {
  const { maxLength = Infinity, method = graph.edgeCount <= EXACT_EDGES ? 'exact' : 'near' } = options;
  const resetPrice = Math.max(0, Math.round(options.resetPrice ?? DEFAULT_RESET_PRICE));
  const tree = breadthFirst(graph);
  const problem = tourProblem(graph, tree, resetPrice);
  const { edgeCount } = problem;
  const repeated = method === 'near' ? near(problem) : cheapestTransport(problem);
  const tours = eulerWalks(graph, problem, repeated.flow);
  const limited = maxLength === Infinity ? ok(tours) : limitWalks(graph, tree, tours, maxLength);
  if (!limited.ok) return limited;
  const walks = visitInitial(graph, limited.value);
  const lonely = walks.count - limited.value.count;
  const price = walks.steps + resetPrice * walks.count;
  const shortWalks = maxLength === Infinity ? 0 : resetPrice * Math.ceil(edgeCount / maxLength);
  const bound = edgeCount + Math.max(repeated.bound, shortWalks) + resetPrice * lonely;
  return ok({ walks, price, bound, gap: bound === 0 ? 0 : price / bound - 1 });
}

/** Walks that take every edge that `kept` ones do not take; they are good, but how cheap that can be is not known. */
export function coverOtherTransitions(
  graph: StateGraph,
  kept: Walks,
  options: CoverOptions = {},
): Result<Walks, CoverError> {
  const { maxLength = Infinity, resetPrice = DEFAULT_RESET_PRICE } = options;
  const goal = withoutKept(coverGoal(graph, 'transition'), kept);
  const hops = coverClasses(graph, goal, options);
  if (!hops.ok) return hops;
  const tours = otherTours(graph, goal, maxLength, Math.max(0, Math.round(resetPrice)));
  const rest = coverClasses(graph, withoutKept(goal, joinWalks(kept, tours)), options);
  if (!rest.ok) return rest;
  const [hopped, toured] = [hops.value, joinWalks(tours, rest.value)].map((walks) => trimWalks(walks, goal));
  const priceOf = ({ steps, count }: Walks): number => steps + resetPrice * count;
  return ok(visitInitial(graph, priceOf(toured!) < priceOf(hopped!) ? toured! : hopped!, kept));
}

/** Walks that take what is open as cheaply as possible, but for circuits that nothing connects to them. */
function otherTours(graph: StateGraph, goal: CoverGoal, maxLength: number, resetPrice: number): Walks {
  const tree = breadthFirst(graph);
  const problem = tourProblem(graph, tree, resetPrice, goal.done);
  const none = createWalkWriter().walks();
  if (problem.edgeCount === 0) return none;
  const tours = eulerWalks(graph, problem, near(problem).flow);
  const limited = splitWalks(graph, tree, tours, maxLength);
  return limited.ok ? limited.value : none;
}

function near(problem: TourProblem): Transport {
  const { edgeCount } = problem;
  return nearTransport(problem, (cost, least) => edgeCount + cost <= (1 + NEAR) * (edgeCount + least));
}

/** From nothing, which takes too long for a large graph, or from what pushing finds: it may be another cheapest way. */
function cheapestTransport(problem: TourProblem): Transport {
  const best = problem.edgeCount <= EXACT_EDGES ? transport(problem) : transportFromNear(problem);
  if (!best) throw new Error('from each state a reset leads to every other: some way must exist');
  return best;
}

/** Walks of at most `maxLength` steps; what an early piece takes anew, a later one may take on its way. */
function limitWalks(
  graph: StateGraph,
  tree: BreadthFirst,
  tours: Walks,
  maxLength: number,
): Result<Walks, CoverError> {
  const split = splitWalks(graph, tree, tours, maxLength);
  return split.ok ? ok(trimWalks(split.value, coverGoal(graph, 'transition'))) : split;
}
