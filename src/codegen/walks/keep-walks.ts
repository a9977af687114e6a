import { createWalkWriter, type StateGraph, type Walks } from '../../graph/index.ts';
import type { Walk, WalkSet } from '../../trace/index.ts';
import type { SetMatch } from './match-sets.ts';

/** Walks of an older file as walks of a newer graph. */
export interface KeptWalks {
  /** In the numbers of the newer graph. */
  readonly walks: Walks;
  /** For each of them its place in the older file. */
  readonly places: readonly number[];
  /** The places in the older file of those that had to be mended. */
  readonly mended: ReadonlySet<number>;
}

/** Each search may look at the whole graph: after so many, walks end where they have lost a transition. */
const MOST_SEARCHES = 1_000;

/**
 * Takes the walks of an older file along a newer graph. Where one has lost transitions, it goes on at the next one that is still
 * there, by the shortest way; where no way leads on, it ends. What begins where no behavior begins now is left out, and so is
 * what is longer than `maxLength`.
 */
export function keepWalks(
  older: WalkSet,
  graph: StateGraph,
  match: SetMatch,
  maxLength = Infinity,
): KeptWalks {
  const initial = new Set(graph.initial);
  const kept = createWalkWriter();
  const places: number[] = [];
  const mended = new Set<number>();
  let searches = 0;
  const wayFrom = (from: number, to: number): readonly number[] | undefined =>
    from === to ? [] : searches++ < MOST_SEARCHES ? shortestWay(graph, from, to) : undefined;
  older.walks.forEach((walk, place) => {
    const start = match.states[walk.start]!;
    if (!initial.has(start)) return;
    const edges = mend(walk, start, graph, match, wayFrom);
    if (edges.length > maxLength || (edges.length === 0 && walk.edges.length > 0)) return;
    kept.begin(start);
    edges.forEach((edge) => kept.step(edge));
    places.push(place);
    if (walk.edges.length !== edges.length || walk.edges.some((edge, i) => match.edges[edge] !== edges[i]))
      mended.add(place);
  });
  return { walks: kept.walks(), places, mended };
}

function mend(
  { edges }: Walk,
  start: number,
  graph: StateGraph,
  match: SetMatch,
  wayFrom: (from: number, to: number) => readonly number[] | undefined,
): readonly number[] {
  const path: number[] = [];
  let at = start;
  for (const old of edges) {
    const edge = match.edges[old]!;
    if (edge < 0) continue;
    const way = wayFrom(at, graph.sources[edge]!);
    if (!way) break;
    path.push(...way, edge);
    at = graph.targets[edge]!;
  }
  return path;
}

/** Edges from a state to another; undefined if there is no way. */
function shortestWay(graph: StateGraph, from: number, to: number): readonly number[] | undefined {
  const entered = new Map<number, number>([[from, -1]]);
  const queue = [from];
  for (const state of queue) {
    for (let edge = graph.firstEdge[state]!; edge < graph.firstEdge[state + 1]!; edge++) {
      const target = graph.targets[edge]!;
      if (entered.has(target)) continue;
      entered.set(target, edge);
      if (target === to) return wayBack(graph, entered, to);
      queue.push(target);
    }
  }
  return undefined;
}

function wayBack(
  { sources }: StateGraph,
  entered: ReadonlyMap<number, number>,
  to: number,
): readonly number[] {
  const way: number[] = [];
  for (let edge = entered.get(to)!; edge >= 0; edge = entered.get(sources[edge]!)!) way.push(edge);
  return way.reverse();
}
