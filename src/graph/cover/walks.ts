/** Walks over the edges of a graph, each from an initial state; a walk may have no edge. */
export interface Walks {
  readonly count: number;
  /** Steps of all walks together. */
  readonly steps: number;
  /** For each walk the state that it starts from. */
  readonly starts: Uint32Array;
  /** For each walk the place of its first edge in `edges`; one longer than there are walks. */
  readonly first: Uint32Array;
  readonly edges: Uint32Array;
}

/** The edges of one walk in order. */
export const walkEdges = (walks: Walks, walk: number): Uint32Array =>
  walks.edges.subarray(walks.first[walk], walks.first[walk + 1]);

/** Walks from lists of edges. */
export function walksOf(
  list: readonly { readonly start: number; readonly edges: readonly number[] }[],
): Walks {
  const first = new Uint32Array(list.length + 1);
  list.forEach(({ edges }, i) => (first[i + 1] = first[i]! + edges.length));
  const all = new Uint32Array(first[list.length]!);
  list.forEach(({ edges }, i) => all.set(edges, first[i]));
  return {
    count: list.length,
    steps: all.length,
    starts: Uint32Array.from(list, ({ start }) => start),
    first,
    edges: all,
  };
}
