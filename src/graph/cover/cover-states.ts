import { ok, type Result } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { coverClasses, type CoverError, type CoverOptions } from './cover-classes.ts';
import { coverGoal } from './cover-goal.ts';
import { trimWalks } from './trim-walks.ts';
import { visitInitial } from './visit-initial.ts';
import { withoutKept } from './wanted-edges.ts';
import type { Walks } from './walks.ts';

/**
 * Walks that together visit every state that can be reached; what `kept` walks visit is left out. An initial state may get a
 * walk without steps.
 */
export function coverStates(
  graph: StateGraph,
  options: CoverOptions = {},
  kept?: Walks,
): Result<Walks, CoverError> {
  const goal = withoutKept(coverGoal(graph, 'state'), kept, kept?.starts);
  const found = coverClasses(graph, goal, options);
  if (!found.ok) return found;
  return ok(visitInitial(graph, trimWalks(found.value, goal), kept));
}
