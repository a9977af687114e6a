import { printAction, printValue } from '../../trace/index.ts';
import { stateAt, type StateGraph } from '../store/state-graph.ts';

/** How one state graph differs from another, as a test that tries both sees it. */
export type Separation =
  | { readonly kind: 'initial'; readonly state: string; readonly isMissing: boolean }
  /** A transition of the first graph that the second does not have. */
  | { readonly kind: 'missing'; readonly edge: number }
  /** An action that is impossible in a state of the first graph, and possible there in the second. */
  | { readonly kind: 'not-refused'; readonly state: number; readonly action: string }
  /** The second graph has more ways for an action to go. No test can insist on such a transition. */
  | { readonly kind: 'more-outcomes'; readonly state: number; readonly action: string };

/**
 * The first difference between a graph and that of a mutant, the kind that a test can show before the one that it cannot;
 * `triesRefusals` is false of graphs under a constraint, in which nothing follows from what is missing.
 * `undefined` when the graphs are equal: the same states, initial states and transitions, whatever their numbers.
 */
export function separation(
  original: StateGraph,
  mutant: StateGraph,
  triesRefusals = true,
): Separation | undefined {
  const [a, b] = [describe(original), describe(mutant)];
  const numbers = new Map(b.states.map((text, i) => [text, i]));
  const missing = [...original.initial].map((i) => a.states[i]!).find((text) => !b.initial.has(text));
  if (missing !== undefined) return { kind: 'initial', state: missing, isMissing: true };
  let more: Separation | undefined;
  for (let state = 0; state < original.stateCount; state++) {
    const other = numbers.get(a.states[state]!);
    const [own, theirs] = [
      edgesOf(original, a, state),
      other === undefined ? undefined : edgesOf(mutant, b, other),
    ];
    for (const [edge, key] of own.edges)
      if (theirs && !theirs.keys.has(key)) return { kind: 'missing', edge };
    for (const action of theirs?.actions ?? [])
      if (!own.actions.has(action)) {
        if (triesRefusals) return { kind: 'not-refused', state, action };
        more ??= { kind: 'more-outcomes', state, action };
      }
    const extra = [...(theirs?.edges ?? [])].find(([, key]) => !own.keys.has(key));
    if (extra) more ??= { kind: 'more-outcomes', state, action: b.actions[mutant.edgeActions[extra[0]]!]! };
  }
  const added = [...b.initial].find((text) => !a.initial.has(text));
  if (added !== undefined) return { kind: 'initial', state: added, isMissing: false };
  return more;
}

interface Described {
  readonly states: readonly string[];
  readonly actions: readonly string[];
  readonly initial: ReadonlySet<string>;
}

/** Values differ in their numbers from graph to graph, so texts are compared. */
function describe(graph: StateGraph): Described {
  const states = Array.from({ length: graph.stateCount }, (_, i) => stateText(graph, i));
  return {
    states,
    actions: graph.actions.map((action) => printAction(action, printValue)),
    initial: new Set([...graph.initial].map((i) => states[i]!)),
  };
}

/** A state as a conjunction, its variables in alphabetical order. */
export const stateText = (graph: StateGraph, state: number): string =>
  [...stateAt(graph, state)]
    .map(([name, value]) => `${name} = ${printValue(value)}`)
    .sort()
    .join(' /\\ ');

function edgesOf(graph: StateGraph, { states, actions }: Described, state: number) {
  const edges = new Map<number, string>();
  const taken = new Set<string>();
  for (let edge = graph.firstEdge[state]!; edge < graph.firstEdge[state + 1]!; edge++) {
    const action = actions[graph.edgeActions[edge]!]!;
    taken.add(action);
    edges.set(edge, `${action} -> ${states[graph.targets[edge]!]!}`);
  }
  return { edges, keys: new Set(edges.values()), actions: taken };
}
