import { ok, type Result } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { coverClasses, type CoverError, type CoverOptions } from './cover-classes.ts';
import { trimWalks } from './trim-walks.ts';
import type { Walks } from './walks.ts';

/** Walks that together take every action with each combination of arguments that occurs in the graph. */
export function coverActions(graph: StateGraph, options: CoverOptions = {}): Result<Walks, CoverError> {
  const goal = { classOf: graph.edgeActions, classCount: graph.actions.length };
  const walks = coverClasses(graph, goal, options);
  return walks.ok ? ok(trimWalks(walks.value, goal)) : walks;
}
