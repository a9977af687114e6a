import type { WalkSet } from '../../trace/index.ts';

/** A test of some walks, one after the other. */
export interface WalkTest {
  /** `MCQueue#3`: what `tracewright replay --test` takes. */
  readonly id: string;
  readonly title: string;
  /** Their places in the set, from 0. */
  readonly walks: readonly number[];
}

/** More tests than this make a report that nobody reads, so each takes several walks then. */
const MOST_TESTS = 200;

/** The tests of some walks: groups of the same size, named by their places from 1. */
export function walkTests({ id, goal, walks }: WalkSet): readonly WalkTest[] {
  const size = Math.max(1, Math.ceil(walks.length / MOST_TESTS));
  return Array.from({ length: Math.ceil(walks.length / size) }, (_, i) => {
    const places = [...walks.keys()].slice(i * size, (i + 1) * size);
    const steps = places.reduce((sum, walk) => sum + walks[walk]!.edges.length, 0);
    const [first, last] = [places[0]! + 1, places.at(-1)! + 1];
    const which = size === 1 ? 'one walk' : first === last ? `walk ${first}` : `walks ${first} to ${last}`;
    return {
      id: `${id}#${i + 1}`,
      title: `${goal}, ${which}, ${steps} ${steps === 1 ? 'step' : 'steps'}`,
      walks: places,
    };
  });
}
