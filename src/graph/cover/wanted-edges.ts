import type { StateGraph } from '../store/state-graph.ts';
import type { Walks } from './walks.ts';

/** What a cover must reach: each edge belongs to one class, and of each class one edge must be taken. */
export interface CoverGoal {
  readonly classCount: number;
  readonly classOf: Uint32Array;
  /** 1 for each class of which nothing needs to be taken any more; missing: all are open. */
  readonly done?: Uint8Array;
}

/** The goal without the classes that some walks take an edge of, and without those in `others`. */
export function withoutKept(goal: CoverGoal, kept?: Walks, others: Iterable<number> = []): CoverGoal {
  if (!kept) return goal;
  const done = new Uint8Array(goal.classCount);
  for (const edge of kept.edges) done[goal.classOf[edge]!] = 1;
  for (const other of others) done[other] = 1;
  return { ...goal, done };
}

/** The edges that are still to be taken. */
export interface WantedEdges {
  /** An edge out of the state whose class is still open; -1 if there is none. */
  next(state: number): number;
  /** Marks the edge as taken. */
  take(edge: number): void;
}

/**
 * Keeps book of the open classes. A class never opens again, so that each state's edges are looked through once in
 * all. Self-loops come first: they cost no way back.
 */
export function wantedEdges(graph: StateGraph, { classOf, classCount, done }: CoverGoal): WantedEdges {
  const { firstEdge } = graph;
  const order = selfLoopsFirst(graph);
  const at = firstEdge.slice(0, graph.stateCount);
  const closed = done?.slice() ?? new Uint8Array(classCount);
  return {
    next: (state) => {
      const end = firstEdge[state + 1]!;
      let place = at[state]!;
      while (place < end && closed[classOf[order[place]!]!] === 1) place++;
      at[state] = place;
      return place < end ? order[place]! : -1;
    },
    take: (edge) => {
      closed[classOf[edge]!] = 1;
    },
  };
}

function selfLoopsFirst({ firstEdge, targets, stateCount, edgeCount }: StateGraph): Uint32Array {
  const order = new Uint32Array(edgeCount);
  for (let state = 0; state < stateCount; state++) {
    let place = firstEdge[state]!;
    const end = firstEdge[state + 1]!;
    for (let edge = firstEdge[state]!; edge < end; edge++) if (targets[edge] === state) order[place++] = edge;
    for (let edge = firstEdge[state]!; edge < end; edge++) if (targets[edge] !== state) order[place++] = edge;
  }
  return order;
}
