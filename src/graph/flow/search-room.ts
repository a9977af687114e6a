/** Room for the searches of a network, kept from one to the next. */
export interface SearchRoom {
  /** How far a node is from the end of a search, or whether it is settled or waits. */
  readonly level: Int32Array;
  /** Nodes in the order in which a search comes to them. */
  readonly order: Uint32Array;
  /** A distance or a price by the best way found so far. */
  readonly label: Int32Array;
  /** For each node how many of its arcs were tried: those out of it, then those into it. */
  readonly tried: Uint32Array;
}

/** Above every level, distance and price; the number of no arc. */
export const NEVER = 0x7fffffff;

/** Room for a network of so many nodes. */
export const createSearchRoom = (nodeCount: number): SearchRoom => ({
  level: new Int32Array(nodeCount),
  order: new Uint32Array(nodeCount),
  label: new Int32Array(nodeCount),
  tried: new Uint32Array(nodeCount),
});
