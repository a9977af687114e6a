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

/** Takes down walks one after the other, without an object for each. */
export interface WalkWriter {
  /** Begins a walk; the steps that follow are its own. */
  readonly begin: (start: number) => void;
  readonly step: (edge: number) => void;
  /** Steps of the walk that was begun last. */
  readonly length: () => number;
  /** What was taken down, as a copy. */
  readonly walks: () => Walks;
}

/** A writer without walks. */
export function createWalkWriter(): WalkWriter {
  let starts = new Uint32Array(1 << 10);
  let first = new Uint32Array(1 << 10);
  let edges = new Uint32Array(1 << 12);
  let count = 0;
  let steps = 0;
  return {
    begin: (start) => {
      if (count === starts.length) {
        starts = twice(starts);
        first = twice(first);
      }
      starts[count] = start;
      first[count++] = steps;
    },
    step: (edge) => {
      if (steps === edges.length) edges = twice(edges);
      edges[steps++] = edge;
    },
    length: () => (count === 0 ? 0 : steps - first[count - 1]!),
    walks: () => {
      const ends = new Uint32Array(count + 1).fill(steps);
      ends.set(first.subarray(0, count));
      return { count, steps, starts: starts.slice(0, count), first: ends, edges: edges.slice(0, steps) };
    },
  };
}

function twice(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
