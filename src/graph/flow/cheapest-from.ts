import { NEVER } from './search-room.ts';

/** Ways from some nodes to all others, over arcs by their first node. */
export interface Ways {
  /** What the cheapest way to a node costs with what it begins with; `NEVER` where none leads. */
  readonly label: Int32Array;
  /** The place of the arc over which the cheapest way comes to a node; -1 where a way begins, or none leads. */
  readonly via: Int32Array;
  /** The nodes to which a way leads, in an order in which each stands after the one that its way comes from. */
  readonly order: Uint32Array;
}

/**
 * The cheapest ways from all nodes that have a label, each of which begins with that label. The arcs of `node` are
 * the places `first[node]` up to `first[node + 1]` of `ends` and `costs`. Dijkstra's search with a list for each label: these are
 * whole numbers that lie close together.
 */
export function cheapestFrom(
  label: Int32Array,
  { first, ends, costs }: { first: Uint32Array; ends: Uint32Array; costs: Int32Array },
): Ways {
  const nodeCount = label.length;
  const via = new Int32Array(nodeCount).fill(-1);
  const settled = new Uint8Array(nodeCount);
  const order = new Uint32Array(nodeCount);
  let found = 0;
  let lowest = NEVER;
  for (let node = 0; node < nodeCount; node++) lowest = Math.min(lowest, label[node]!);
  const lists: (number[] | undefined)[] = [];
  const enter = (node: number): void => {
    const place = label[node]! - lowest;
    const list = lists[place];
    if (list) list.push(node);
    else lists[place] = [node];
  };
  for (let node = 0; node < nodeCount; node++) if (label[node] !== NEVER) enter(node);
  for (let distance = 0; distance < lists.length; distance++) {
    const list = lists[distance] ?? [];
    for (let i = 0; i < list.length; i++) {
      const node = list[i]!;
      if (settled[node] === 1) continue;
      settled[node] = 1;
      order[found++] = node;
      const value = label[node]!;
      for (let place = first[node]!; place < first[node + 1]!; place++) {
        const end = ends[place]!;
        if (label[end]! <= value + costs[place]!) continue;
        label[end] = value + costs[place]!;
        via[end] = place;
        enter(end);
      }
    }
    lists[distance] = undefined;
  }
  return { label, via, order: order.subarray(0, found) };
}
