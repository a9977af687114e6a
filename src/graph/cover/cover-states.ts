import { ok, type Result } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { coverClasses, type CoverError, type CoverOptions } from './cover-classes.ts';
import { trimWalks } from './trim-walks.ts';
import { walksOf, type Walks } from './walks.ts';

/** Walks that together visit every state that can be reached. An initial state may get a walk without steps. */
export function coverStates(graph: StateGraph, options: CoverOptions = {}): Result<Walks, CoverError> {
  const goal = { classOf: graph.targets, classCount: graph.stateCount };
  const drafts = coverClasses(graph, goal, options);
  if (!drafts.ok) return drafts;
  const walks = trimWalks(drafts.value, goal);
  const visited = new Uint8Array(graph.stateCount);
  for (const { start, edges } of walks) {
    visited[start] = 1;
    for (const edge of edges) visited[graph.targets[edge]!] = 1;
  }
  const left = [...new Set(graph.initial)].filter((state) => visited[state] === 0);
  return ok(walksOf([...walks, ...left.map((start) => ({ start, edges: [] }))]));
}
