import type { StateGraph } from '../store/state-graph.ts';
import type { TourProblem } from './tour-problem.ts';
import type { Walks } from './walks.ts';

/**
 * Walks that use each edge as often as it has to be, and once more for each unit that flows over it: a circuit through the hub
 * (Hierholzer's method), cut where it passes the hub. The moves of the circuit are edges, ends of walks, and beginnings; it is
 * found from its end, and so are the walks. Where not all edges have to be used, circuits may be left that nothing connects to it.
 */
export function eulerWalks(graph: StateGraph, problem: TourProblem, flow: Int32Array): Walks {
  const { edgeCount, targets, firstEdge } = graph;
  const { hub, heads } = problem;
  const { edgeUses, ends, begins, steps, count } = usesOf(graph, problem, flow);
  const nextEdge = firstEdge.slice(0, graph.stateCount);
  const firstWay = problem.firstOut[hub + 1]!;
  const starts = new Uint32Array(count);
  const first = new Uint32Array(count + 1);
  const edges = new Uint32Array(steps);
  first[count] = steps;

  /** The moves that lead from the hub to where the search is, and the nodes after each of them. */
  const path = new Uint32Array(steps + 2 * count);
  const nodes = new Uint32Array(steps + 2 * count);
  let depth = 0;
  const go = (move: number, node: number): number => {
    path[depth] = move;
    nodes[depth++] = node;
    return node;
  };

  let way = 0;
  let walk = count;
  let place = steps;
  for (let node = hub; ;) {
    if (node === hub) {
      while (way < begins.length && begins[way] === 0) way++;
      if (way < begins.length) {
        begins[way]!--;
        node = go(BEGIN, heads[firstWay + way]!);
        continue;
      }
    } else {
      const end = firstEdge[node + 1]!;
      let edge = nextEdge[node]!;
      while (edge < end && edgeUses[edge] === 0) edge++;
      nextEdge[node] = edge;
      if (edge < end) {
        edgeUses[edge]!--;
        node = go(edge, targets[edge]!);
        continue;
      }
      if (ends[node]! > 0) {
        ends[node]!--;
        node = go(edgeCount, hub);
        continue;
      }
    }
    if (depth === 0) break;
    const move = path[--depth]!;
    if (move < edgeCount) edges[--place] = move;
    else if (move === BEGIN) {
      starts[--walk] = nodes[depth]!;
      first[walk] = place;
    }
    node = depth === 0 ? hub : nodes[depth - 1]!;
  }
  const rest = edges.subarray(place);
  return { count, steps: rest.length, starts, first: first.map((of) => of - place), edges: rest };
}

/** The number of no edge: a walk begins. The number after the last edge says that one ends. */
const BEGIN = 0xffffffff;

/** How often each edge, each end and each beginning is to be used; how many steps and how many walks that makes. */
function usesOf({ stateCount }: StateGraph, problem: TourProblem, flow: Int32Array) {
  const { firstOut, hub, edgeCount, edgeOf, uses } = problem;
  const edgeUses = Uint32Array.from(uses);
  const ends = new Uint32Array(stateCount);
  let steps = edgeCount;
  for (let state = 0; state < stateCount; state++) {
    const last = firstOut[state + 1]! - 1;
    for (let arc = firstOut[state]!; arc < last; arc++) {
      edgeUses[edgeOf[arc]!]! += flow[arc]!;
      steps += flow[arc]!;
    }
    if (last >= firstOut[state]!) ends[state] = flow[last]!;
  }
  const begins = Uint32Array.from(flow.subarray(firstOut[hub + 1]));
  return { edgeUses, ends, begins, steps, count: begins.reduce((sum, begin) => sum + begin, 0) };
}
