import type { readStateGraph as Read } from './read-state-graph.ts';

/** Reads the state graph of a model from TLC. Its modules are loaded with the first graph: who only checks needs none. */
export const readStateGraph: typeof Read = async (...request) =>
  (await import('./read-state-graph.ts')).readStateGraph(...request);
