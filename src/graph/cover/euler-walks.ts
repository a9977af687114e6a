import { arcsByNode } from '../flow/network.ts';
import type { WalkDraft } from './cover-classes.ts';
import type { TourProblem } from './tour-problem.ts';

/**
 * Walks that use each arc exactly as often as `uses` says, which leaves every node as often as it enters it: a circuit
 * through the hub (Hierholzer), cut where it passes the hub.
 */
export function eulerWalks(problem: TourProblem, uses: Int32Array): WalkDraft[] {
  const { hub, heads, tails, nodeCount } = problem;
  const [first, arcs] = arcsByNode(nodeCount, tails);
  const next = first.slice();
  const left = uses.slice();
  /** Arcs that lead from the hub to the place where the search is. */
  const path: number[] = [];
  const circuit: number[] = [];
  let node = hub;
  for (;;) {
    const end = first[node + 1]!;
    while (next[node]! < end && left[arcs[next[node]!]!] === 0) next[node]!++;
    if (next[node]! < end) {
      const arc = arcs[next[node]!]!;
      left[arc]!--;
      path.push(arc);
      node = heads[arc]!;
      continue;
    }
    const last = path.pop();
    if (last === undefined) break;
    circuit.push(last);
    node = tails[last]!;
  }
  const walks: WalkDraft[] = [];
  for (const arc of circuit.reverse()) {
    if (tails[arc]! > hub) walks.push({ start: heads[arc]!, edges: [] });
    else if (tails[arc]! < hub && heads[arc] !== hub) walks.at(-1)!.edges.push(arc);
  }
  return walks;
}
