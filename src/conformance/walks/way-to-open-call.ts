import type { Evidence } from './evidence.ts';
import type { WalkGraph } from './walk-graph.ts';

/** A step towards something new. */
export interface WayOn {
  /** The edge to try from where the implementation is. */
  readonly edge: number;
  /** Whether the way there needs an outcome that the implementation has not chosen so far. */
  readonly isHope: boolean;
}

/**
 * The first edge of a shortest way from a state to a call that nobody has performed yet; undefined if there is no such way. Ways
 * on which the implementation only has to choose as it has chosen before come first.
 */
export function wayToOpenCall(graph: WalkGraph, evidence: Evidence, from: number): WayOn | undefined {
  const { calls, edges } = evidence;
  const likely = search(
    graph,
    evidence,
    from,
    (edge) => edges[edge] === 1 || calls[graph.callOfEdge(edge)] === 0,
  );
  if (likely !== undefined) return { edge: likely, isHope: false };
  const any = search(graph, evidence, from, () => true);
  return any === undefined ? undefined : { edge: any, isHope: true };
}

function search(
  graph: WalkGraph,
  { calls }: Evidence,
  from: number,
  mayTake: (edge: number) => boolean,
): number | undefined {
  const { edges } = graph.set;
  const seen = new Set([from]);
  const queue: { readonly state: number; readonly first?: number }[] = [{ state: from }];
  for (const { state, first } of queue) {
    for (const edge of graph.edgesFrom(state)) {
      if (calls[graph.callOfEdge(edge)] === 0) return first ?? edge;
      const target = edges[edge]![1];
      if (seen.has(target) || !mayTake(edge)) continue;
      seen.add(target);
      queue.push({ state: target, first: first ?? edge });
    }
  }
  return undefined;
}
