import { firstOf } from '../../trace/index.ts';
import type { WalkGraph } from '../../conformance/index.ts';

/** How many actions are named. */
const NAMED = 3;

/**
 * What an author has to know of walks where an action has outcomes that are compared as equal, but do not go on alike: which of
 * them an implementation took cannot be seen, and shows later. Nothing where all is compared.
 */
export function hiddenChoices(graph: WalkGraph): readonly string[] {
  const { set } = graph;
  const hidden = hiddenPairs(graph);
  if (hidden.length === 0) return [];
  const classes = behaviorClasses(graph);
  const differing = hidden.filter(({ one, other }) => classes[one] !== classes[other]);
  const names = [...new Set(differing.map(({ name }) => name))];
  if (names.length === 0) return [];
  const lenient = [...(set.ignored ?? []), ...(set.unordered ?? [])].join(', ');
  return [
    `${set.id}: ${firstOf(names, NAMED)} may lead to several states that are compared as equal (${lenient}: not compared in full) and do not go on alike; a correct implementation that chooses otherwise than a walk fails later`,
  ];
}

/** Two outcomes of one call, or two initial states. */
interface HiddenPair {
  readonly name: string;
  readonly one: number;
  readonly other: number;
}

function hiddenPairs(graph: WalkGraph): readonly HiddenPair[] {
  const seen = new Map<string, number>();
  const pairsOf = (name: string, from: string, other: number): readonly HiddenPair[] => {
    const key = `${from} ${graph.firstLike(other)}`;
    const one = seen.get(key) ?? other;
    seen.set(key, one);
    return one === other ? [] : [{ name, one, other }];
  };
  const { edges, initial } = graph.set;
  return [
    ...initial.flatMap((other) => pairsOf('Init', 'Init', other)),
    ...edges.flatMap(([, other, action], edge) =>
      pairsOf(graph.nameOf(action), String(graph.callOfEdge(edge)), other),
    ),
  ];
}

/** A number for each state, the same for states that look alike whatever is done: the coarsest bisimulation. */
function behaviorClasses(graph: WalkGraph): readonly number[] {
  const { edges, states } = graph.set;
  let classes = states.map((_, state) => graph.firstLike(state));
  for (let count = 0, before = -1; count !== before;) {
    before = count;
    const numbers = new Map<string, number>();
    classes = states.map((_, state) => {
      const ways = graph.edgesFrom(state).map((edge) => `${edges[edge]![2]} ${classes[edges[edge]![1]]}`);
      const key = `${classes[state]}: ${[...new Set(ways)].sort().join()}`;
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    });
    count = numbers.size;
  }
  return classes;
}
