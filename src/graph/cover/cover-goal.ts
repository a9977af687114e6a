import type { StateGraph } from '../store/state-graph.ts';
import type { CoverGoal } from './wanted-edges.ts';
import { walkEdges, type Walks } from './walks.ts';

/** What walks are to reach all of. */
export type CoverUnit = 'transition' | 'state' | 'action';

/** A unit as classes of edges. An initial state is also reached by a walk that starts there. */
export function coverGoal(graph: StateGraph, unit: CoverUnit): CoverGoal {
  if (unit === 'state') return { classOf: graph.targets, classCount: graph.stateCount };
  if (unit === 'action') return { classOf: graph.edgeActions, classCount: graph.actions.length };
  const { edgeCount } = graph;
  return { classOf: Uint32Array.from({ length: edgeCount }, (_, edge) => edge), classCount: edgeCount };
}

/** The classes that a walk reaches; some more than once. */
export function classesOnWalk(unit: CoverUnit, { classOf }: CoverGoal, walks: Walks, walk: number): number[] {
  const reached = Array.from(walkEdges(walks, walk), (edge) => classOf[edge]!);
  return unit === 'state' ? [walks.starts[walk]!, ...reached] : reached;
}
