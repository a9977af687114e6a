import type { WalkDraft } from './cover-classes.ts';
import type { CoverGoal } from './wanted-edges.ts';

/**
 * Cuts off the ends of walks that only repeat what other walks do, and drops walks of which nothing is left:
 * what an early walk took for the first time, a later one may take on its way.
 */
export function trimWalks(walks: readonly WalkDraft[], { classOf, classCount }: CoverGoal): WalkDraft[] {
  const taken = new Uint32Array(classCount);
  for (const { edges } of walks) for (const edge of edges) taken[classOf[edge]!]!++;
  for (const { edges } of walks) {
    while (edges.length > 0 && taken[classOf[edges.at(-1)!]!]! > 1) taken[classOf[edges.pop()!]!]!--;
  }
  return walks.filter(({ edges }) => edges.length > 0);
}
