import { ok, type Result } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { coverClasses, type CoverError, type CoverOptions } from './cover-classes.ts';
import { coverGoal } from './cover-goal.ts';
import { trimWalks } from './trim-walks.ts';
import { withoutKept } from './wanted-edges.ts';
import { createWalkWriter, walkEdges, type Walks } from './walks.ts';

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
  const trimmed = trimWalks(found.value, goal);
  const visited = goal.done?.slice() ?? new Uint8Array(graph.stateCount);
  const walks = createWalkWriter();
  for (let walk = 0; walk < trimmed.count; walk++) {
    visited[trimmed.starts[walk]!] = 1;
    walks.begin(trimmed.starts[walk]!);
    for (const edge of walkEdges(trimmed, walk)) {
      visited[graph.targets[edge]!] = 1;
      walks.step(edge);
    }
  }
  for (const state of graph.initial) {
    if (visited[state] === 1) continue;
    visited[state] = 1;
    walks.begin(state);
  }
  return ok(walks.walks());
}
