import { printAction, printState, printValue } from '../../trace/index.ts';
import { stateAt, type StateGraph } from '../store/state-graph.ts';

/** How one state graph differs from another, as a test that tries both sees it. */
export type Separation =
  /** No initial state of the first graph is one of the second. */
  | { readonly kind: 'other-initial'; readonly state: string }
  /** An action that is possible in a state of the first graph, and in the second leads nowhere that the first allows. */
  | { readonly kind: 'missing'; readonly edge: number }
  /** An action that is impossible in a state of the first graph, and possible there in the second. */
  | { readonly kind: 'not-refused'; readonly state: number; readonly action: string }
  | Choice;

/** Whoever does what the second graph says may do what the first allows: no test can insist on the difference. */
export type Choice =
  | { readonly kind: 'fewer-initial' | 'more-initial'; readonly state: string }
  /** A transition that the second graph does not have; the action has another outcome there that both have. */
  | { readonly kind: 'fewer-outcomes'; readonly edge: number }
  | { readonly kind: 'more-outcomes'; readonly state: number; readonly action: string };

/** What tests do with a graph. */
export interface Tried {
  /** Whether some test takes an edge of the first graph. */
  edge(edge: number): boolean;
  /** Whether an action that is impossible in a state of the first graph is tried there, as in `Put(p = p1)`. */
  refusals(state: number, action: string): boolean;
}

const EVERYTHING: Tried = { edge: () => true, refusals: () => true };

/**
 * The first difference between a graph and that of a mutant, one that the tests show before one that they do not come to, and
 * that before one that no test can show. `undefined` when the graphs are equal: the same states, initial states and
 * transitions, whatever their numbers.
 *
 * @param frontier The states of the mutant of which not all transitions are known, if it is the beginning of a larger graph; nothing
 * is said of them then, nor of states that are not there.
 */
export function separation(
  original: StateGraph,
  mutant: StateGraph,
  tried: Tried = EVERYTHING,
  frontier: readonly number[] = [],
): Separation | undefined {
  const [a, b] = [describe(original), describe(mutant)];
  const numbers = wholeStates(b, frontier);
  const beginning = atBeginning(a, b);
  if (beginning?.kind === 'other-initial') return beginning;
  const found: Separation[] = [];
  for (let state = 0; state < original.stateCount; state++) {
    const other = numbers.get(a.states[state]!);
    const own = other === undefined ? undefined : edgesOf(original, a, state);
    const difference = own && atState(state, own, edgesOf(mutant, b, other!), tried);
    if (difference && isCertain(difference) && isTried(difference, tried)) return difference;
    if (difference) found.push(difference);
  }
  return found.find(isCertain) ?? beginning ?? found[0];
}

/** The numbers of the states whose transitions are all known. */
function wholeStates({ states }: Described, frontier: readonly number[]): ReadonlyMap<string, number> {
  const numbers = new Map(states.map((text, i) => [text, i]));
  for (const state of frontier) numbers.delete(states[state]!);
  return numbers;
}

/** The first difference between the initial states. */
function atBeginning(a: Described, b: Described): Separation | undefined {
  const gone = [...a.initial].filter((text) => !b.initial.has(text));
  if (gone[0] !== undefined)
    return { kind: gone.length === a.initial.size ? 'other-initial' : 'fewer-initial', state: gone[0] };
  const added = [...b.initial].find((text) => !a.initial.has(text));
  return added === undefined ? undefined : { kind: 'more-initial', state: added };
}

type Certain = Extract<Separation, { readonly kind: 'missing' | 'not-refused' }>;

const isCertain = (found: Separation): found is Certain =>
  found.kind === 'missing' || found.kind === 'not-refused';

const isTried = (found: Certain, tried: Tried): boolean =>
  found.kind === 'missing' ? tried.edge(found.edge) : tried.refusals(found.state, found.action);

/** The difference between the ways out of a state that both graphs have which tests show best. */
function atState(
  state: number,
  own: Outgoing,
  theirs: Outgoing,
  tried: Tried,
): Exclude<Separation, { readonly kind: `${string}initial` }> | undefined {
  const possible = new Set([...own.values()].map(({ action }) => action));
  const shared = new Set([...own].filter(([key]) => theirs.has(key)).map(([, { action }]) => action));
  const missing = [...own].filter(([key]) => !theirs.has(key)).map(([, found]) => found);
  const extra = [...theirs].filter(([key]) => !own.has(key)).map(([, { action }]) => action);
  const certain: Certain[] = [
    ...missing
      .filter(({ action }) => !shared.has(action))
      .map(({ edge }) => ({ kind: 'missing', edge }) as const),
    ...extra
      .filter((action) => !possible.has(action))
      .map((action) => ({ kind: 'not-refused', state, action }) as const),
  ];
  if (certain.length > 0) return certain.find((found) => isTried(found, tried)) ?? certain[0];
  if (missing[0]) return { kind: 'fewer-outcomes', edge: missing[0].edge };
  return extra[0] === undefined ? undefined : { kind: 'more-outcomes', state, action: extra[0] };
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
  const states = Array.from({ length: graph.stateCount }, (_, i) => printState(stateAt(graph, i)));
  return {
    states,
    actions: graph.actions.map((action) => printAction(action, printValue)),
    initial: new Set([...graph.initial].map((i) => states[i]!)),
  };
}

function edgesOf(graph: StateGraph, { states, actions }: Described, state: number): Outgoing {
  const edges = new Map<string, { readonly edge: number; readonly action: string }>();
  for (let edge = graph.firstEdge[state]!; edge < graph.firstEdge[state + 1]!; edge++) {
    const action = actions[graph.edgeActions[edge]!]!;
    edges.set(`${action} -> ${states[graph.targets[edge]!]!}`, { edge, action });
  }
  return edges;
}
