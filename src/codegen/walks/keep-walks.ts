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
 * there, by the shortest way; where no way leads on, and at `maxLength`, it ends. What begins where no behavior begins now is left
 * out.
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
  const findWay = wayFinder(graph);
  const wayFrom: FindWay = (from, to) =>
    from === to ? [] : searches++ < MOST_SEARCHES ? findWay(from, to) : undefined;
  older.walks.forEach((walk, place) => {
    const start = match.states[walk.start]!;
    if (!initial.has(start)) return;
    const edges = mend(walk, start, graph, match, wayFrom).slice(0, maxLength);
    if (edges.length === 0 && walk.edges.length > 0) return;
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
  wayFrom: FindWay,
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

/** Edges of a shortest way from a state to another; undefined if there is none. */
type FindWay = (from: number, to: number) => readonly number[] | undefined;

/** A search that needs no room of its own each time. */
function wayFinder({ stateCount, firstEdge, sources, targets }: StateGraph): FindWay {
  const queue = new Uint32Array(stateCount);
  const entered = new Uint32Array(stateCount);
  const seenIn = new Uint32Array(stateCount);
  let round = 0;
  const wayBack = (from: number, to: number): readonly number[] => {
    const way: number[] = [];
    for (let at = to; at !== from; at = sources[way.at(-1)!]!) way.push(entered[at]!);
    return way.reverse();
  };
  return (from, to) => {
    seenIn[from] = ++round;
    queue[0] = from;
    let found = 1;
    for (let head = 0; head < found; head++) {
      const state = queue[head]!;
      for (let edge = firstEdge[state]!; edge < firstEdge[state + 1]!; edge++) {
        const target = targets[edge]!;
        if (seenIn[target] === round) continue;
        seenIn[target] = round;
        entered[target] = edge;
        if (target === to) return wayBack(from, to);
        queue[found++] = target;
      }
    }
    return undefined;
  };
}
