import type { StateGraph } from '../store/state-graph.ts';
import { joinWalks } from './join-walks.ts';
import { createWalkWriter, type Walks } from './walks.ts';

/** The walks, and one without steps for each initial state that neither they nor `kept` ones visit. */
export function visitInitial(graph: StateGraph, walks: Walks, kept?: Walks): Walks {
  const visited = new Uint8Array(graph.stateCount);
  for (const { starts, edges } of kept ? [kept, walks] : [walks]) {
    for (const start of starts) visited[start] = 1;
    for (const edge of edges) visited[graph.targets[edge]!] = 1;
  }
  const others = createWalkWriter();
  for (const state of graph.initial) {
    if (visited[state] === 1) continue;
    visited[state] = 1;
    others.begin(state);
  }
  return joinWalks(walks, others.walks());
}
