import { alignWalkSet, keepWalks, matchSets, walksChange, type KeptWalks } from '../../codegen/index.ts';
import {
  coverActions,
  coverStates,
  coverTransitions,
  selectWalks,
  walkEdges,
  type StateGraph,
  type Walks,
} from '../../graph/index.ts';
import { fail, grouped, ok, type Result, type WalkSet } from '../../trace/index.ts';
import { keptCover, priceOf, UNITS, type Cover, type WalkTask } from './kept-cover.ts';

/** Walks through a graph, with what a reader should know of them. */
export interface FoundWalks {
  readonly set: WalkSet;
  /** How much they reach and how good they are, as the end of a sentence. */
  readonly quality: string;
  /** What is new against the older walks, and why; missing if nothing is, or there are none. */
  readonly change?: string;
}

/** Why walks were not kept though they could have been. */
const DEAR = 'all would cost a tenth more than new ones do';

/** Old walks are kept as long as the suite costs no more than so many times what new ones would. */
const KEEPING_PRICE = 1.1;

/**
 * Finds walks that reach a goal, or as much of it as the task wants. Those of an `older` file are kept as far as they are still
 * walks of the model, so that a small change of a specification changes few tests, as many of them as do not make the suite much
 * dearer than new ones would.
 *
 * @param set The graph, without walks.
 */
export function findWalks(
  graph: StateGraph,
  set: WalkSet,
  task: WalkTask,
  older: WalkSet | undefined,
): Result<FoundWalks, string> {
  const fresh = freshCover(graph, task);
  if (!fresh.ok) return fresh;
  const match = older && matchSets(older, set);
  const old = older && match && keepWalks(older, graph, match, task.maxLength);
  const kept = old && keptCover(graph, task, old, KEEPING_PRICE * priceOf(fresh.value, task));
  const whole = { ...(kept ?? fresh.value), bound: fresh.value.bound };
  const { cover, quality, reached } = enough(graph, whole, task);
  const found = { ...set, goal: reached ?? set.goal, walks: listOf(cover.walks) };
  if (!older) return ok({ set: found, quality });
  if (!match)
    return ok({ set: found, quality, change: 'all walks are new, because the variables are others' });
  const oldPlaces = found.walks.map((_, walk) => cover.oldPlaces[walk]);
  const change = walksChange(older, found, match, {
    kept: cover.oldPlaces.length,
    mended: cover.oldPlaces.filter((place) => old?.mended.has(place)).length,
  });
  return ok({
    set: alignWalkSet(found, match, oldPlaces),
    quality,
    ...(change !== undefined && { change: [change, ...leftOut(old, whole)].join('; ') }),
  });
}

/** What became of the walks that would have made the suite too dear. */
function leftOut(old: KeptWalks | undefined, { oldPlaces }: Cover): readonly string[] {
  const count = (old?.places.length ?? 0) - oldPlaces.length;
  if (count === 0) return [];
  return oldPlaces.length === 0
    ? [`the old ones were not kept, because with them ${DEAR}`]
    : [`${count} more could be kept, but with them ${DEAR}`];
}

function freshCover(graph: StateGraph, { goal, exact, ...options }: WalkTask): Result<Cover, string> {
  if (goal !== 'every transition') {
    const walks = goal === 'every state' ? coverStates(graph, options) : coverActions(graph, options);
    return walks.ok ? ok({ walks: walks.value, oldPlaces: [] }) : fail(walks.error.message);
  }
  const cover = coverTransitions(graph, { ...options, ...(exact && { method: 'exact' }) });
  return cover.ok
    ? ok({ walks: cover.value.walks, oldPlaces: [], bound: cover.value.bound })
    : fail(cover.error.message);
}

/** As much of a cover as the task wants. */
function enough(
  graph: StateGraph,
  cover: Cover,
  task: WalkTask,
): { readonly cover: Cover; readonly quality: string; readonly reached?: string } {
  if (task.percent === undefined && task.maxSteps === undefined)
    return { cover, quality: priceText(cover, task) };
  const kept = cover.oldPlaces.length;
  const { places, walks, reached, total } = selectWalks(graph, UNITS[task.goal], cover.walks, task, kept);
  if (reached === total) return { cover, quality: priceText(cover, task) };
  const oldPlaces = places.filter((place) => place < kept).map((place) => cover.oldPlaces[place]!);
  const share = `${grouped(reached)} of ${grouped(total)} ${UNITS[task.goal]}s`;
  return { cover: { walks, oldPlaces }, quality: `, ${share}`, reached: share };
}

/** By how much a cover may be dearer than the best one; rounded up, so that it stays true. */
function priceText(cover: Cover, task: WalkTask): string {
  if (cover.bound === undefined) return '';
  const gap = cover.bound === 0 ? 0 : priceOf(cover, task) / cover.bound - 1;
  return gap === 0
    ? ', the minimum'
    : `, at most ${(Math.ceil(gap * 10_000) / 100).toFixed(2)} % above the minimum`;
}

const listOf = (walks: Walks): WalkSet['walks'] =>
  Array.from({ length: walks.count }, (_, i) => ({
    start: walks.starts[i]!,
    edges: [...walkEdges(walks, i)],
  }));
