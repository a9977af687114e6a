import type { StateGraph } from '../store/state-graph.ts';
import { DEFAULT_RESET_PRICE } from './cover-classes.ts';
import { classesOnWalk, coverGoal, type CoverUnit } from './cover-goal.ts';
import { createWalkWriter, walkEdges, type Walks } from './walks.ts';

/** When walks are enough. */
export interface Enough {
  /** Of all that the walks reach together, so many percent. */
  readonly percent?: number;
  /** Steps of the chosen walks together at most. */
  readonly maxSteps?: number;
  /** What it costs to start a walk, in steps; default 10. */
  readonly resetPrice?: number;
}

/** The walks that were chosen, with what they reach. */
export interface Selection {
  /** The places of the chosen walks, ascending. */
  readonly places: readonly number[];
  /** The last one that was chosen may be cut short. */
  readonly walks: Walks;
  readonly reached: number;
  /** What all walks reach together. */
  readonly total: number;
}

/**
 * Chooses walks that reach much for little: first the `preferred` first ones in their order, then always the walk that reaches
 * the most new units for its price, until that is enough; there the last one ends. The same input gives the same choice.
 */
export function selectWalks(
  graph: StateGraph,
  unit: CoverUnit,
  walks: Walks,
  { percent = 100, maxSteps = Infinity, resetPrice = DEFAULT_RESET_PRICE }: Enough,
  preferred = 0,
): Selection {
  const goal = coverGoal(graph, unit);
  const classes = Array.from({ length: walks.count }, (_, walk) => classesOnWalk(unit, goal, walks, walk));
  const total = new Set(classes.flat()).size;
  const reached = new Set<number>();
  const lengths = new Map<number, number>();
  let steps = 0;
  const isEnough = (): boolean => reached.size * 100 >= total * percent || steps >= maxSteps;
  const lengthOf = (walk: number): number => walks.first[walk + 1]! - walks.first[walk]!;
  const gainOf = (walk: number): number =>
    new Set(classes[walk]!.filter((one) => !reached.has(one))).size / (lengthOf(walk) + resetPrice);
  const choose = (walk: number): void => {
    const longest = lengthOf(walk);
    const atStart = classes[walk]!.length - longest;
    let length = 0;
    classes[walk]!.slice(0, atStart).forEach((one) => reached.add(one));
    for (; length < longest && !isEnough(); length++, steps++) reached.add(classes[walk]![atStart + length]!);
    lengths.set(walk, length);
  };

  for (let walk = 0; walk < preferred && !isEnough(); walk++) if (gainOf(walk) > 0) choose(walk);
  const open = Array.from({ length: walks.count }, (_, walk) => ({ walk, gain: gainOf(walk) }));
  const inOrder = bestFirst(
    open.filter(({ walk }) => !lengths.has(walk)),
    gainOf,
  );
  for (let walk = inOrder(); walk !== undefined && !isEnough(); walk = inOrder()) choose(walk);
  return { ...pick(walks, lengths), reached: reached.size, total };
}

interface Candidate {
  readonly walk: number;
  readonly gain: number;
}

/** The best one last; of two alike the one that comes first in the list. */
const byGain = (a: Candidate, b: Candidate): number => a.gain - b.gain || b.walk - a.walk;

/** Answers each walk that still gains something, the best one at the time first: gains only shrink while walks are chosen. */
function bestFirst(candidates: Candidate[], gainOf: (walk: number) => number): () => number | undefined {
  const open = candidates.sort(byGain);
  return () => {
    for (let best = open.pop(); best !== undefined; best = open.pop()) {
      const now = { walk: best.walk, gain: gainOf(best.walk) };
      if (now.gain === 0) continue;
      if (open.length === 0 || byGain(now, open.at(-1)!) >= 0) return now.walk;
      insert(open, now);
    }
    return undefined;
  };
}

function insert(sorted: Candidate[], candidate: Candidate): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byGain(sorted[middle]!, candidate) < 0) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, candidate);
}

function pick(walks: Walks, lengths: ReadonlyMap<number, number>): Pick<Selection, 'places' | 'walks'> {
  const places = [...lengths.keys()].sort((a, b) => a - b);
  const picked = createWalkWriter();
  for (const walk of places) {
    picked.begin(walks.starts[walk]!);
    for (const edge of walkEdges(walks, walk).subarray(0, lengths.get(walk))) picked.step(edge);
  }
  return { places, walks: picked.walks() };
}
