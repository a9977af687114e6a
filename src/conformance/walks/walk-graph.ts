import { comparedText, printAction, printValue, type WalkSet } from '../../trace/index.ts';
import type { ExpectedState } from '../compare-states.ts';
import type { ActionCall } from '../driver.ts';
import { hostObject } from '../host-of.ts';
import { relift } from '../relift.ts';
import { stateMatcher } from './state-matcher.ts';

/** The graph of some walks, ready to be walked: what is asked at every step is a look into a table. */
export interface WalkGraph {
  readonly set: WalkSet;
  /** The actions as a driver gets them; each caller gets objects of its own from `callOf`. */
  callOf(action: number): ActionCall;
  /** `Put(p = p1)`. */
  nameOf(action: number): string;
  /** A state without the variables that are ignored. */
  stateOf(state: number): ExpectedState;
  /** Whether what a driver shows is a state, without a difference. `true` is certain; `false` means that `compareStates` has to look. */
  shows(observed: object, state: number): boolean;
  /** The first state that a comparison does not tell from a state: it differs from that at most in what is not compared. */
  firstLike(state: number): number;
  /** How many calls there are: an action in a state where it is possible, whatever its outcomes. */
  readonly callCount: number;
  /** The call that an edge is an outcome of. */
  callOfEdge(edge: number): number;
  /** The edges that begin in a state. */
  edgesFrom(state: number): readonly number[];
  /** The actions that are not possible in a state, ascending; empty where nothing is known of that. */
  disabledAt(state: number): readonly number[];
  /** The states that can be reached, the nearest to an initial state first. */
  statesByDepth(): readonly number[];
  /** Edges of a shortest path to a state from an initial state, with that state; `undefined` if there is none. */
  shortestTo(state: number): { readonly start: number; readonly edges: readonly number[] } | undefined;
}

/** Prepares the graph of some walks. */
export function walkGraph(set: WalkSet): WalkGraph {
  const { actions, edges, ignored = [], initial, noRefusals, states, values, variables } = set;
  const names = actions.map((action) => printAction(action, printValue));
  const from: number[][] = states.map(() => []);
  edges.forEach(([source], edge) => from[source]!.push(edge));
  // A driver has strings where the model has model values, so strings are what is compared.
  const shown = values.map((of) => of.map((value) => relift(value)));
  const compared = variables.flatMap((name, i) => (ignored.includes(name) ? [] : [i]));
  const stateOf = (state: number): ExpectedState =>
    new Map(compared.map((i) => [variables[i]!, shown[i]![states[state]![i]!]!] as const));
  let firsts: readonly number[] | undefined;
  const callers = actions.map(callerOf);
  let found: Reached | undefined;
  const reached = (): Reached => (found ??= breadthFirst(set, from));
  const calls = numberCalls(edges);
  const isFrontier = new Set(set.frontier);
  return {
    set,
    callCount: calls.count,
    callOfEdge: (edge) => calls.of[edge]!,
    callOf: (action) => callers[action]!(),
    shows: stateMatcher(set, shown, compared),
    nameOf: (action) => names[action]!,
    stateOf,
    firstLike: (state) => (firsts ??= firstsLike(set, stateOf))[state]!,
    edgesFrom: (state) => from[state]!,
    disabledAt: (state) => {
      if (noRefusals !== undefined || isFrontier.has(state)) return [];
      const enabled = new Set(from[state]!.map((edge) => edges[edge]![2]));
      return actions.flatMap((_, action) => (enabled.has(action) ? [] : [action]));
    },
    statesByDepth: () => reached().order,
    shortestTo: (state) => {
      const { entered } = reached();
      const path: number[] = [];
      let at = state;
      while (!initial.includes(at)) {
        const edge = entered[at];
        if (edge === undefined) return undefined;
        path.unshift(edge);
        at = edges[edge]![0];
      }
      return { start: at, edges: path };
    },
  };
}

/** Makes the call of an action, a new one each time: a driver may keep it and change it. */
function callerOf({ name, arguments: given = [] }: WalkSet['actions'][number]): () => ActionCall {
  const parameters = (): object => hostObject(given.map((argument) => [argument.name, argument.value]));
  const first = parameters();
  const isFlat = Object.values(first).every((value) => typeof value !== 'object');
  return isFlat ? () => ({ name, parameters: { ...first } }) : () => ({ name, parameters: parameters() });
}

/** For each state the first one that is compared as equal. */
function firstsLike(set: WalkSet, stateOf: WalkGraph['stateOf']): readonly number[] {
  if (!set.ignored && !set.unordered) return [...set.states.keys()];
  const firsts = new Map<string, number>();
  return set.states.map((_, state) => {
    const key = comparedText(stateOf(state), set);
    const first = firsts.get(key) ?? state;
    firsts.set(key, first);
    return first;
  });
}

function numberCalls(edges: WalkSet['edges']): { readonly of: Uint32Array; readonly count: number } {
  const numbers = new Map<string, number>();
  const of = Uint32Array.from(edges, ([source, , action]) => {
    const key = `${source} ${action}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  return { of, count: numbers.size };
}

/** What a search from the initial states comes to. */
interface Reached {
  /** The states in the order in which it comes to them. */
  readonly order: readonly number[];
  /** For each state the edge by which it is entered first. */
  readonly entered: readonly (number | undefined)[];
}

function breadthFirst({ edges, initial, states }: WalkSet, from: readonly (readonly number[])[]): Reached {
  const entered = new Array<number | undefined>(states.length).fill(undefined);
  const seen = new Set(initial);
  const queue = [...initial];
  for (let next = 0; next < queue.length; next++) {
    for (const edge of from[queue[next]!]!) {
      const target = edges[edge]![1];
      if (seen.has(target)) continue;
      seen.add(target);
      entered[target] = edge;
      queue.push(target);
    }
  }
  return { order: queue, entered };
}
