import type { readSimulation as Simulate } from './read-simulation.ts';
import type { readStateGraph as Read } from './read-state-graph.ts';

/** Reads the state graph of a model from TLC. Its modules are loaded with the first graph: who only checks needs none. */
export const readStateGraph: typeof Read = async (...request) =>
  (await import('./read-state-graph.ts')).readStateGraph(...request);

/** Reads the part of it that random behaviors see. */
export const readSimulation: typeof Simulate = async (...request) =>
  (await import('./read-simulation.ts')).readSimulation(...request);
