import type { StateGraph } from '../store/state-graph.ts';
import type { TourProblem } from './tour-problem.ts';
import { createWalkWriter, type Walks } from './walks.ts';

/**
 * Walks that use each edge once and once more for each unit that flows over it: a circuit through the hub (Hierholzer's
 * method), cut where it passes the hub. The moves of the circuit are edges, then ends of walks, by the state that they
 * are left in, then beginnings.
 */
export function eulerWalks(graph: StateGraph, problem: TourProblem, flow: Int32Array): Walks {
  const { edgeCount, sources, targets, firstEdge } = graph;
  const { hub, heads } = problem;
  const { edgeUses, ends, begins, moveCount } = usesOf(graph, problem, flow);
  const nextEdge = firstEdge.slice(0, graph.stateCount);
  const path = new Uint32Array(moveCount);
  const circuit = new Uint32Array(moveCount);
  const firstBegin = edgeCount + graph.stateCount;
  const firstWay = problem.firstOut[hub + 1]!;
  let way = 0;

  const nextMove = (node: number): number => {
    if (node === hub) {
      while (way < begins.length && begins[way] === 0) way++;
      if (way === begins.length) return -1;
      begins[way]!--;
      return firstBegin + way;
    }
    const end = firstEdge[node + 1]!;
    let edge = nextEdge[node]!;
    while (edge < end && edgeUses[edge] === 0) edge++;
    nextEdge[node] = edge;
    if (edge < end) {
      edgeUses[edge]!--;
      return edge;
    }
    if (ends[node] === 0) return -1;
    ends[node]!--;
    return edgeCount + node;
  };

  let depth = 0;
  let place = moveCount;
  for (let node = hub; ;) {
    const move = nextMove(node);
    if (move >= 0) {
      path[depth++] = move;
      node =
        move < edgeCount ? targets[move]! : move < firstBegin ? hub : heads[firstWay + move - firstBegin]!;
      continue;
    }
    if (depth === 0) break;
    const last = path[--depth]!;
    circuit[--place] = last;
    node = last < edgeCount ? sources[last]! : last < firstBegin ? last - edgeCount : hub;
  }
  const writer = createWalkWriter();
  for (const move of circuit) {
    if (move < edgeCount) writer.step(move);
    else if (move >= firstBegin) writer.begin(heads[firstWay + move - firstBegin]!);
  }
  return writer.walks();
}

/** How often each edge, each end and each beginning is to be used. */
function usesOf({ edgeCount, stateCount, sources }: StateGraph, problem: TourProblem, flow: Int32Array) {
  const { firstOut, hub, edgeOf } = problem;
  const edgeUses = new Uint32Array(edgeCount);
  const ends = new Uint32Array(stateCount);
  let moveCount = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const state = sources[edge]!;
    // A state without arcs cannot be reached.
    if (firstOut[state + 1] === firstOut[state]) continue;
    edgeUses[edge] = 1;
    moveCount++;
  }
  for (let state = 0; state < stateCount; state++) {
    const last = firstOut[state + 1]! - 1;
    for (let arc = firstOut[state]!; arc < last; arc++) {
      edgeUses[edgeOf[arc]!]! += flow[arc]!;
      moveCount += flow[arc]!;
    }
    if (last < firstOut[state]!) continue;
    ends[state] = flow[last]!;
    moveCount += flow[last]!;
  }
  const begins = Uint32Array.from(flow.subarray(firstOut[hub + 1]));
  for (const begin of begins) moveCount += begin;
  return { edgeUses, ends, begins, moveCount };
}
