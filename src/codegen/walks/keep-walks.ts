import { createWalkWriter, type Walks } from '../../graph/index.ts';
import type { WalkSet } from '../../trace/index.ts';
import type { SetMatch } from './match-sets.ts';

/** Walks of an older file that a newer graph has too. */
export interface KeptWalks {
  /** In the numbers of the newer graph. */
  readonly walks: Walks;
  /** For each of them its place in the older file. */
  readonly places: readonly number[];
}

/** Finds the walks of an older file whose start and edges are all in the newer graph, none longer than `maxLength`. */
export function keepWalks(older: WalkSet, newer: WalkSet, match: SetMatch, maxLength = Infinity): KeptWalks {
  const initial = new Set(newer.initial);
  const kept = createWalkWriter();
  const places: number[] = [];
  older.walks.forEach(({ start, edges }, place) => {
    const path = edges.map((edge) => match.edges[edge]!);
    if (!initial.has(match.states[start]!) || path.includes(-1) || path.length > maxLength) return;
    kept.begin(match.states[start]!);
    path.forEach((edge) => kept.step(edge));
    places.push(place);
  });
  return { walks: kept.walks(), places };
}
