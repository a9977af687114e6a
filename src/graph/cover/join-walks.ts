import { createWalkWriter, walkEdges, type Walks } from './walks.ts';

/** The walks of several lists, one list after the other. */
export function joinWalks(...lists: readonly Walks[]): Walks {
  const joined = createWalkWriter();
  for (const walks of lists) {
    for (let walk = 0; walk < walks.count; walk++) {
      joined.begin(walks.starts[walk]!);
      for (const edge of walkEdges(walks, walk)) joined.step(edge);
    }
  }
  return joined.walks();
}
