import type { WalkSet } from '../../trace/index.ts';
import type { SetMatch } from './match-sets.ts';

/**
 * The same graph and walks, numbered as in an older file wherever that is possible: so a change of the specification changes few
 * lines of the file, and a walk that is kept keeps its name. What is new takes the places of what is gone.
 *
 * @param oldPlaces For each walk of the set its place in the older file; missing of a new one.
 */
export function alignWalkSet(
  set: WalkSet,
  match: SetMatch,
  oldPlaces: readonly (number | undefined)[],
): WalkSet {
  const values = match.values.map((of, i) => placesOf(set.values[i]!.length, of));
  const actions = placesOf(set.actions.length, match.actions);
  const states = placesOf(set.states.length, match.states);
  const edges = placesOf(set.edges.length, match.edges);
  const rows = set.states.map((row) => row.map((value, i) => values[i]![value]!));
  return {
    ...set,
    values: set.values.map((of, i) => inPlaces(of, values[i]!)),
    actions: inPlaces(set.actions, actions),
    states: inPlaces(rows, states),
    initial: set.initial.map((state) => states[state]!).sort((a, b) => a - b),
    edges: inPlaces(
      set.edges.map(
        ([source, target, action]) => [states[source]!, states[target]!, actions[action]!] as const,
      ),
      edges,
    ),
    walks: inPlaces(
      set.walks.map(({ start, edges: path }) => ({
        start: states[start]!,
        edges: path.map((edge) => edges[edge]!),
      })),
      stablePlaces(oldPlaces),
    ),
  };
}

/** For each of `count` new things its place, where the old ones became the new ones that `match` says. */
function placesOf(count: number, match: Int32Array): Int32Array {
  const before = new Array<number | undefined>(count).fill(undefined);
  match.forEach((newer, older) => {
    if (newer >= 0) before[newer] = older;
  });
  return stablePlaces(before);
}

/** Who had a place that is there still keeps it; the others fill the gaps in their order. */
function stablePlaces(before: readonly (number | undefined)[]): Int32Array {
  const count = before.length;
  const isTaken = new Uint8Array(count);
  for (const place of before) if (place !== undefined && place < count) isTaken[place] = 1;
  let gap = 0;
  return Int32Array.from(before, (place) => {
    if (place !== undefined && place < count) return place;
    while (isTaken[gap] === 1) gap++;
    return gap++;
  });
}

function inPlaces<T>(items: readonly T[], places: Int32Array): T[] {
  const placed = new Array<T>(items.length);
  items.forEach((item, i) => (placed[places[i]!] = item));
  return placed;
}
