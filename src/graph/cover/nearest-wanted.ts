import type { StateGraph } from '../store/state-graph.ts';
import type { WantedEdges } from './wanted-edges.ts';

/** Finds the edges of a shortest way from a state to one with a wanted edge; undefined if none is near enough. */
export type FindNearest = (from: number, longest: number) => readonly number[] | undefined;

/** States that one search may look at: bounds the time of a cover. */
const LOOK_AHEAD = 1024;

/**
 * A search that remembers dead ends: once no wanted edge can be reached from a state, none ever will be, since edges
 * only cease to be wanted.
 */
export function nearestWanted(graph: StateGraph, wanted: WantedEdges, lookAhead = LOOK_AHEAD): FindNearest {
  const { firstEdge, targets, stateCount } = graph;
  const dead = new Uint8Array(stateCount);
  const seenAt = new Uint32Array(stateCount);
  const queue = new Uint32Array(lookAhead + 1);
  const via = new Uint32Array(lookAhead + 1);
  const distance = new Uint32Array(lookAhead + 1);
  const parent = new Uint32Array(lookAhead + 1);
  let round = 0;

  const wayTo = (place: number): readonly number[] => {
    const way: number[] = [];
    for (let p = place; p > 0; p = parent[p]!) way.push(via[p]!);
    return way.reverse();
  };

  return (from, longest) => {
    if (dead[from] === 1) return undefined;
    round++;
    queue[0] = from;
    distance[0] = 0;
    seenAt[from] = round;
    let found = 1;
    let exhausted = true;
    for (let head = 0; head < found; head++) {
      if (distance[head]! >= longest) {
        exhausted = false;
        break;
      }
      const state = queue[head]!;
      for (let edge = firstEdge[state]!; edge < firstEdge[state + 1]!; edge++) {
        const target = targets[edge]!;
        if (seenAt[target] === round || dead[target] === 1) continue;
        if (found > lookAhead) return undefined;
        seenAt[target] = round;
        queue[found] = target;
        via[found] = edge;
        parent[found] = head;
        distance[found] = distance[head]! + 1;
        if (wanted.next(target) >= 0) return wayTo(found);
        found++;
      }
    }
    if (exhausted) for (let i = 0; i < found; i++) dead[queue[i]!] = 1;
    return undefined;
  };
}
