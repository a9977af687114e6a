import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverActions,
  coverStates,
  coverTransitions,
  walkEdges,
  type StateGraph,
  type Walks,
} from '../../../src/graph/index.ts';
import { breadthFirst } from '../../../src/graph/cover/breadth-first.ts';
import { anyGraph, graphOf, reachable } from './any-graph.ts';

const list = (walks: Walks): number[][] =>
  Array.from({ length: walks.count }, (_, walk) => [...walkEdges(walks, walk)]);

/** The edges that are taken; fails where a walk is no path from an initial state. */
function takenBy(graph: StateGraph, walks: Walks): ReadonlySet<number> {
  list(walks).forEach((edges, walk) => {
    let at = walks.starts[walk]!;
    expect([...graph.initial]).toContain(at);
    for (const edge of edges) {
      expect(graph.sources[edge]).toBe(at);
      at = graph.targets[edge]!;
    }
  });
  expect(walks.steps).toBe(walks.edges.length);
  return new Set(walks.edges);
}

const edgesToTake = (graph: StateGraph): number[] => {
  const states = reachable(graph);
  return [...graph.sources.keys()].filter((edge) => states.has(graph.sources[edge]!));
};

/**
 * The lowest price of walks over all edges that visit all initial states, by trying all: Dijkstra's search over a state and the
 * set of what was taken and visited.
 */
function lowestPrice(graph: StateGraph, resetPrice: number): number {
  const wanted = edgesToTake(graph);
  const visit = (state: number): number =>
    graph.initial.includes(state) ? 1 << (graph.edgeCount + state) : 0;
  const begun = graph.initial.reduce((mask, state) => mask | visit(state), 0);
  const all = wanted.reduce((mask, edge) => mask | (1 << edge), begun);
  const best = new Map<string, number>();
  const lists: [number, number][][] = [];
  const reach = (state: number, mask: number, price: number): void => {
    const key = `${state} ${mask}`;
    if ((best.get(key) ?? Infinity) <= price) return;
    best.set(key, price);
    (lists[price] ??= []).push([state, mask]);
  };
  for (const start of graph.initial) reach(start, visit(start), resetPrice);
  for (let price = 0; price < lists.length; price++) {
    for (const [state, mask] of lists[price] ?? []) {
      if (best.get(`${state} ${mask}`) !== price) continue;
      if (mask === all) return price;
      for (const start of graph.initial) reach(start, mask | visit(start), price + resetPrice);
      for (let edge = graph.firstEdge[state]!; edge < graph.firstEdge[state + 1]!; edge++) {
        const target = graph.targets[edge]!;
        reach(target, mask | (1 << edge) | visit(target), price + 1);
      }
    }
  }
  throw new Error('some walks exist');
}

/** A graph in levels: four edges out of each state, one of ten back to the level before; always the same. */
function layers(levels: number, width: number): StateGraph {
  const edges: [number, number, number][] = Array.from({ length: width }, (_, i) => [0, 1 + i, 0]);
  for (let level = 0; level < levels - 1; level++) {
    for (let i = 0; i < width; i++) {
      for (let way = 0; way < 4; way++) {
        const to = (i * 4 + way) % 10 === 0 ? Math.max(0, level - 1) : level + 1;
        edges.push([1 + level * width + i, 1 + to * width + ((i * 7 + way * 13 + level) % width), way]);
      }
    }
  }
  return graphOf(1 + levels * width, [0], edges);
}

const method = fc.constantFrom('exact' as const, 'near' as const);

describe('coverTransitions', () => {
  it('takes every edge that can be reached on paths from initial states, never below its bound', () => {
    fc.assert(
      fc.property(anyGraph(9, 40), method, fc.integer({ min: 0, max: 12 }), (graph, by, resetPrice) => {
        const cover = coverTransitions(graph, { method: by, resetPrice });
        if (!cover.ok) throw new Error(cover.error.message);
        const { walks, price, bound, gap } = cover.value;
        expect([...takenBy(graph, walks)].sort((a, b) => a - b)).toEqual(edgesToTake(graph));
        expect(price).toBe(walks.steps + resetPrice * walks.count);
        expect(bound).toBeLessThanOrEqual(price);
        if (by === 'exact') expect(gap).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('is as cheap as the best of all walks, and the bound is never above', () => {
    fc.assert(
      fc.property(anyGraph(5, 9), method, fc.integer({ min: 0, max: 4 }), (graph, by, resetPrice) => {
        const cover = coverTransitions(graph, { method: by, resetPrice });
        if (!cover.ok) throw new Error(cover.error.message);
        const lowest = lowestPrice(graph, resetPrice);
        expect(cover.value.bound).toBeLessThanOrEqual(lowest);
        if (by === 'exact') expect(cover.value.price).toBe(lowest);
      }),
      { numRuns: 300 },
    );
  });

  it('proves of larger graphs too that nothing is cheaper, or how much it can be', () => {
    const price = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(1_000, 10_000));
    fc.assert(
      fc.property(anyGraph(300, 1200), price, (graph, resetPrice) => {
        const exact = coverTransitions(graph, { method: 'exact', resetPrice });
        const near = coverTransitions(graph, { method: 'near', resetPrice });
        if (!exact.ok || !near.ok) throw new Error('there are walks');
        expect(exact.value.gap).toBe(0);
        expect(near.value.bound).toBeLessThanOrEqual(exact.value.price);
        expect(near.value.price).toBeGreaterThanOrEqual(exact.value.price);
        expect([...takenBy(graph, near.value.walks)].sort((a, b) => a - b)).toEqual(edgesToTake(graph));
      }),
      { numRuns: 20 },
    );
  });

  it('is proved to be nearly the cheapest in a graph of the shape of a model', () => {
    const graph = layers(20, 100);
    const near = coverTransitions(graph, { method: 'near' });
    expect(near.ok && near.value.gap).toBeLessThan(0.02);
    const far = coverTransitions(graph, { method: 'near', resetPrice: 100 });
    expect(far.ok && far.value.gap).toBeLessThan(0.02);
  });

  it('keeps to the limit of length, or says which one is needed', () => {
    fc.assert(
      fc.property(anyGraph(9, 40), method, fc.integer({ min: 1, max: 6 }), (graph, by, maxLength) => {
        const cover = coverTransitions(graph, { method: by, maxLength });
        if (!cover.ok) {
          expect(cover.error.needed).toBeGreaterThan(maxLength);
          const tree = breadthFirst(graph);
          const deepest = edgesToTake(graph).some((edge) => {
            return tree.depth[graph.sources[edge]!]! + 1 > maxLength;
          });
          expect(deepest).toBe(true);
          const enough = coverTransitions(graph, { method: by, maxLength: cover.error.needed });
          expect(enough.ok).toBe(true);
          return;
        }
        const { walks, bound, price } = cover.value;
        expect([...takenBy(graph, walks)].sort((a, b) => a - b)).toEqual(edgesToTake(graph));
        for (const edges of list(walks)) expect(edges.length).toBeLessThanOrEqual(maxLength);
        expect(bound).toBeLessThanOrEqual(price);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same walks for the same graph', () => {
    fc.assert(
      fc.property(anyGraph(9, 40), method, (graph, by) => {
        const once = coverTransitions(graph, { method: by });
        expect(coverTransitions(graph, { method: by })).toEqual(once);
      }),
    );
  });

  it('weighs a way back against a reset', () => {
    // A ring of four states; its last edge stands there three times.
    const ring = graphOf(
      4,
      [0],
      [
        [0, 1, 0],
        [1, 2, 0],
        [2, 3, 0],
        [3, 0, 0],
        [3, 0, 1],
        [3, 0, 2],
      ],
    );
    const cover = coverTransitions(ring, { resetPrice: 5 });
    expect(cover.ok && [cover.value.walks.count, cover.value.walks.steps]).toEqual([1, 12]);
    const short = coverTransitions(ring, { resetPrice: 5, maxLength: 4 });
    expect(short.ok && [short.value.walks.count, short.value.walks.steps]).toEqual([3, 12]);
  });

  it('only begins in the initial states of a graph without edges', () => {
    const cover = coverTransitions(graphOf(2, [0, 1], []));
    expect(cover.ok && [list(cover.value.walks), cover.value.bound, cover.value.gap]).toEqual([
      [[], []],
      20,
      0,
    ]);
  });

  it('begins also in an initial state that nothing leads out of', () => {
    const cover = coverTransitions(graphOf(3, [0, 2], [[0, 1, 0]]));
    expect(cover.ok && [...cover.value.walks.starts]).toEqual([0, 2]);
  });
});

describe('coverStates and coverActions', () => {
  it('visit every state that can be reached', () => {
    fc.assert(
      fc.property(anyGraph(9, 40), (graph) => {
        const cover = coverStates(graph);
        if (!cover.ok) throw new Error(cover.error.message);
        const taken = takenBy(graph, cover.value);
        const seen = new Set([...cover.value.starts, ...[...taken].map((edge) => graph.targets[edge]!)]);
        expect(seen).toEqual(reachable(graph));
      }),
    );
  });

  it('take every action that can be taken', () => {
    fc.assert(
      fc.property(anyGraph(9, 40), (graph) => {
        const cover = coverActions(graph);
        if (!cover.ok) throw new Error(cover.error.message);
        const actionsOf = (edges: Iterable<number>): Set<number> =>
          new Set([...edges].map((edge) => graph.edgeActions[edge]!));
        expect(actionsOf(takenBy(graph, cover.value))).toEqual(actionsOf(edgesToTake(graph)));
      }),
    );
  });
});
