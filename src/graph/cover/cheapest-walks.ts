import { transport } from '../flow/transport.ts';
import type { StateGraph } from '../store/state-graph.ts';
import type { BreadthFirst } from './breadth-first.ts';
import type { WalkDraft } from './cover-classes.ts';
import { eulerWalks } from './euler-walks.ts';
import { tourProblem } from './tour-problem.ts';

/**
 * Walks that together take every edge that can be reached, for the lowest possible `steps + resetPrice * walks`. Which
 * edges to repeat is a minimum-cost flow; the walks are Euler circuits through the flow, as in the directed Chinese
 * postman problem, cut at the resets.
 */
export function cheapestWalks(graph: StateGraph, tree: BreadthFirst, resetPrice: number): WalkDraft[] {
  const problem = tourProblem(graph, tree, resetPrice);
  const flow = transport(problem);
  if (!flow) throw new Error('from each state a reset leads to every other: some way must exist');
  const uses = flow.map((extra, arc) => extra + problem.least[arc]!);
  return eulerWalks(problem, uses);
}
