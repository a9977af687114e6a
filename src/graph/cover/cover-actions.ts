import { ok, type Result } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { coverClasses, type CoverError, type CoverOptions } from './cover-classes.ts';
import { coverGoal } from './cover-goal.ts';
import { trimWalks } from './trim-walks.ts';
import { withoutKept } from './wanted-edges.ts';
import type { Walks } from './walks.ts';

/**
 * Walks that together take every action with each combination of arguments that occurs in the graph; what `kept` walks take
 * is left out.
 */
export function coverActions(
  graph: StateGraph,
  options: CoverOptions = {},
  kept?: Walks,
): Result<Walks, CoverError> {
  const goal = withoutKept(coverGoal(graph, 'action'), kept);
  const walks = coverClasses(graph, goal, options);
  return walks.ok ? ok(trimWalks(walks.value, goal)) : walks;
}
