import { firstOf } from '../../trace/index.ts';
import type { WalkGraph } from '../../conformance/index.ts';

/** How many actions are named. */
const NAMED = 3;

/**
 * What an author has to know of walks where an action has several outcomes and no parameter says which; nothing where there is no
 * such action, or the manifest says whose choice it is.
 */
export function walkChoices({ set, ...graph }: WalkGraph): readonly string[] {
  if (set.choices !== undefined) return [];
  const outcomes = new Map<number, Set<number>>();
  set.edges.forEach(([, target], edge) => {
    const call = graph.callOfEdge(edge);
    outcomes.set(call, (outcomes.get(call) ?? new Set()).add(graph.firstLike(target)));
  });
  const chosen = set.edges.filter((_, edge) => outcomes.get(graph.callOfEdge(edge))!.size > 1);
  if (chosen.length === 0) return [];
  const names = [...new Set(chosen.map(([, , action]) => graph.nameOf(action)))];
  const states = new Set(chosen.map(([source]) => source)).size;
  return [
    `${set.id}: ${firstOf(names, NAMED)} may lead from one state to several (in ${states} ${states === 1 ? 'state' : 'states'}), and no parameter says to which; a correct implementation that chooses otherwise than a walk has no full certificate, unless "walk" says "choices": "implementation"`,
  ];
}
