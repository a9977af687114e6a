import { createWalkWriter, type Walks } from './walks.ts';
import type { CoverGoal } from './wanted-edges.ts';

/**
 * Cuts off the ends of walks that only repeat what other walks do, and drops walks of which nothing is left:
 * what an early walk took for the first time, a later one may take on its way.
 */
export function trimWalks(walks: Walks, { classOf, classCount, done }: CoverGoal): Walks {
  const taken = done ? Uint32Array.from(done) : new Uint32Array(classCount);
  for (const edge of walks.edges) taken[classOf[edge]!]!++;
  const trimmed = createWalkWriter();
  for (let walk = 0; walk < walks.count; walk++) {
    const first = walks.first[walk]!;
    let end = walks.first[walk + 1]!;
    for (; end > first && taken[classOf[walks.edges[end - 1]!]!]! > 1; end--) {
      taken[classOf[walks.edges[end - 1]!]!]!--;
    }
    if (end === first) continue;
    trimmed.begin(walks.starts[walk]!);
    for (let at = first; at < end; at++) trimmed.step(walks.edges[at]!);
  }
  return trimmed.walks();
}
