import type { KeptWalks } from '../../codegen/index.ts';
import {
  coverActions,
  coverOtherTransitions,
  coverStates,
  createWalkWriter,
  joinWalks,
  selectWalks,
  walkEdges,
  DEFAULT_RESET_PRICE,
  type CoverUnit,
  type StateGraph,
  type Walks,
} from '../../graph/index.ts';
import type { CoverGoal, WalkOptions } from '../../manifest/index.ts';

/** What walks are to reach, and how they are to be found. */
export interface WalkTask extends WalkOptions {
  readonly goal: CoverGoal;
}

/** Walks: first those that were kept, with their places in the older file. */
export interface Cover {
  readonly walks: Walks;
  readonly oldPlaces: readonly number[];
  /** The least that walks for the whole goal can cost, where that is known. */
  readonly bound?: number | undefined;
}

export const UNITS: Readonly<Record<CoverGoal, CoverUnit>> = {
  'every transition': 'transition',
  'every state': 'state',
  'every action': 'action',
};

/** Percent of what the old walks reach together that those which are kept still reach: each round tries one. */
const SHARES = [100, 90, 75];

/** The same of those old walks that are as they were, where mended ones are too dear. */
const SHARES_AS_BEFORE = [100, 50];

/**
 * Old walks and what they leave open: all of them, else as many as a suite of at most the price `most` has room for. First those
 * stay that are as they were, then those that reach the most for their price. Undefined where there is no room for a small share.
 */
export function keptCover(
  graph: StateGraph,
  task: WalkTask,
  old: KeptWalks,
  most: number,
): Cover | undefined {
  let before = Infinity;
  for (const kept of fewerAndFewer(graph, task, old)) {
    if (kept.walks.count === 0) return undefined;
    if (kept.walks.count >= before || priceOf(kept, task) > most) continue;
    before = kept.walks.count;
    const cover = withOthers(graph, task, kept);
    if (priceOf(cover, task) <= most) return cover;
  }
  return undefined;
}

/** All old walks, those that are needed, and fewer and fewer of them. */
function* fewerAndFewer(graph: StateGraph, task: WalkTask, old: KeptWalks): Iterable<Placed> {
  yield old;
  const isMended = (walk: number): boolean => old.mended.has(old.places[walk]!);
  const all = [...old.places.keys()];
  const asBefore = all.filter((walk) => !isMended(walk));
  yield share(graph, task, old, 100);
  const sorted = pick(old, [...asBefore, ...all.filter(isMended)]);
  for (const percent of SHARES) yield share(graph, task, sorted, percent, asBefore.length);
  for (const percent of SHARES_AS_BEFORE) yield share(graph, task, pick(old, asBefore), percent);
}

/** Walks that reach so many percent of what all reach: the `preferred` first ones, then those that reach the most for their price. */
function share(
  graph: StateGraph,
  { goal, resetPrice }: WalkTask,
  placed: Placed,
  percent: number,
  preferred = 0,
): Placed {
  const enough = { percent, ...(resetPrice !== undefined && { resetPrice }) };
  return pick(placed, selectWalks(graph, UNITS[goal], placed.walks, enough, preferred).places);
}

/** What walks cost: their steps, and the price of each start. */
export const priceOf = (
  { walks }: Pick<Cover, 'walks'>,
  { resetPrice = DEFAULT_RESET_PRICE }: WalkTask,
): number => walks.steps + resetPrice * walks.count;

/** Some walks, with their places in the older file. */
type Placed = Pick<KeptWalks, 'walks' | 'places'>;

function withOthers(graph: StateGraph, task: WalkTask, { walks, places }: Placed): Cover {
  const others =
    task.goal === 'every transition'
      ? coverOtherTransitions(graph, walks, task)
      : task.goal === 'every state'
        ? coverStates(graph, task, walks)
        : coverActions(graph, task, walks);
  // What new walks reach, others reach too.
  if (!others.ok) throw new Error(others.error.message);
  return { walks: joinWalks(walks, others.value), oldPlaces: places };
}

function pick({ walks, places }: Placed, which: readonly number[]): Placed {
  const picked = createWalkWriter();
  for (const walk of which) {
    picked.begin(walks.starts[walk]!);
    for (const edge of walkEdges(walks, walk)) picked.step(edge);
  }
  return { walks: picked.walks(), places: which.map((walk) => places[walk]!) };
}
