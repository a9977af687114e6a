import type { StateGraph } from '../../graph/index.ts';

/** What a step of an implementation may be in the model: one of these sequences of actions, by their numbers in the graph. */
export type Meaning = readonly (readonly number[])[];

/** Where the model may stand while steps are under way, and how it came there. */
export interface Place {
  readonly state: number;
  /** Bit mask of the fibres whose step, now under way, the model has made already. */
  readonly made: number;
  readonly from?: Place;
  /** Who made the last steps of the model, and which edges they took. */
  readonly by?: { readonly fibre: number; readonly edges: readonly number[] };
}

/**
 * The places to which the model can come from `places` by making steps that are under way, in every order; `places`
 * themselves are among them. No two are alike.
 *
 * @param underWay for each fibre what its step may be, or undefined.
 */
export function reachablePlaces(
  graph: StateGraph,
  places: readonly Place[],
  underWay: readonly (Meaning | undefined)[],
): readonly Place[] {
  const reached = [...places];
  const seen = new Set(places.map(placeKey));
  for (let next = 0; next < reached.length; next++) {
    const place = reached[next]!;
    underWay.forEach((meaning, fibre) => {
      if (meaning === undefined || (place.made & (1 << fibre)) !== 0) return;
      for (const edges of waysOf(graph, place.state, meaning)) {
        const state = graph.targets[edges.at(-1)!]!;
        const to = { state, made: place.made | (1 << fibre), from: place, by: { fibre, edges } };
        const key = placeKey(to);
        if (seen.has(key)) continue;
        seen.add(key);
        reached.push(to);
      }
    });
  }
  return reached;
}

/** Whether the model allows the step in that state. */
export const isAllowed = (graph: StateGraph, state: number, meaning: Meaning): boolean =>
  !waysOf(graph, state, meaning).next().done;

/** The sequences of edges from a state that are one of the sequences of actions. */
function* waysOf(graph: StateGraph, state: number, meaning: Meaning): Generator<readonly number[]> {
  for (const actions of meaning) yield* pathsOf(graph, state, actions);
}

function* pathsOf(
  graph: StateGraph,
  state: number,
  [action, ...rest]: readonly number[],
): Generator<readonly number[]> {
  for (let edge = graph.firstEdge[state]!; edge < graph.firstEdge[state + 1]!; edge++) {
    if (graph.edgeActions[edge] !== action) continue;
    if (rest.length === 0) yield [edge];
    else for (const path of pathsOf(graph, graph.targets[edge]!, rest)) yield [edge, ...path];
  }
}

/** Equal for places that are alike: how the model came there does not count. */
export const placeKey = ({ state, made }: Place): number => state * MADE + made;

/** A mask of ten fibres. */
const MADE = 1 << 10;
