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
    if (other === undefined) continue;
    const found = atState(state, edgesOf(original, a, state), edgesOf(mutant, b, other), triesRefusals);
    if (found && found.kind !== 'more-outcomes') return found;
    more ??= found;
  }
  const added = [...b.initial].find((text) => !a.initial.has(text));
  return added === undefined ? more : { kind: 'initial', state: added, isMissing: false };
}

/** The first difference between the ways out of a state that both graphs have. */
function atState(
  state: number,
  own: Outgoing,
  theirs: Outgoing,
  triesRefusals: boolean,
): Separation | undefined {
  const missing = [...own].find(([key]) => !theirs.has(key));
  if (missing) return { kind: 'missing', edge: missing[1].edge };
  const possible = new Set([...own.values()].map(({ action }) => action));
  const extra = [...theirs].filter(([key]) => !own.has(key)).map(([, { action }]) => action);
  const refused = triesRefusals ? extra.find((action) => !possible.has(action)) : undefined;
  if (refused !== undefined) return { kind: 'not-refused', state, action: refused };
  const [action] = extra;
  return action === undefined ? undefined : { kind: 'more-outcomes', state, action };
}

/** The edges that leave a state, by a text that two edges share exactly when they are the same. */
type Outgoing = ReadonlyMap<string, { readonly edge: number; readonly action: string }>;

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

function edgesOf(graph: StateGraph, { states, actions }: Described, state: number): Outgoing {
  const edges = new Map<string, { readonly edge: number; readonly action: string }>();
  for (let edge = graph.firstEdge[state]!; edge < graph.firstEdge[state + 1]!; edge++) {
    const action = actions[graph.edgeActions[edge]!]!;
    edges.set(`${action} -> ${states[graph.targets[edge]!]!}`, { edge, action });
  }
  return edges;
}
