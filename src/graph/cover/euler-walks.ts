import type { StateGraph } from '../store/state-graph.ts';
import type { WalkDraft } from './cover-classes.ts';
import type { TourProblem } from './tour-problem.ts';

/**
 * Walks that use each arc exactly as often as `uses` says, which leaves every node as often as it enters it: circuits
 * (Hierholzer), cut where they pass the hub. A part of the graph that the hub does not touch gives one circuit.
 */
export function eulerWalks(graph: StateGraph, problem: TourProblem, uses: Int32Array): WalkDraft[] {
  const { hub, heads, tails } = problem;
  const { edgeCount, stateCount, firstEdge } = graph;
  const left = uses.slice();
  const next = firstEdge.slice(0, stateCount);
  const hubArcs = { next: edgeCount + stateCount, end: heads.length };

  const leave = (node: number): number => {
    if (node === hub) {
      while (hubArcs.next < hubArcs.end && left[hubArcs.next] === 0) hubArcs.next++;
      return hubArcs.next < hubArcs.end ? hubArcs.next : -1;
    }
    const end = firstEdge[node + 1]!;
    while (next[node]! < end && left[next[node]!] === 0) next[node]!++;
    if (next[node]! < end) return next[node]!;
    return left[edgeCount + node]! > 0 ? edgeCount + node : -1;
  };

  const circuit = (from: number): number[] => {
    const path: number[] = [];
    const done: number[] = [];
    let node = from;
    for (;;) {
      const arc = leave(node);
      if (arc >= 0) {
        left[arc]!--;
        path.push(arc);
        node = heads[arc]!;
        continue;
      }
      const last = path.pop();
      if (last === undefined) break;
      done.push(last);
      node = tails[last]!;
    }
    return done.reverse();
  };

  const walks: WalkDraft[] = [];
  for (const arc of circuit(hub)) {
    if (arc < edgeCount) walks.at(-1)!.edges.push(arc);
    else if (tails[arc] === hub) walks.push({ start: heads[arc]!, edges: [] });
  }
  for (const start of graph.initial) {
    const edges = circuit(start);
    if (edges.length > 0) walks.push({ start, edges });
  }
  return walks;
}
