import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWalks, type FoundWalks } from '../../../src/cli/suite/find-walks.ts';
import type { WalkTask } from '../../../src/cli/suite/kept-cover.ts';
import { createStateGraph, type StateGraph } from '../../../src/graph/index.ts';
import { int, parseWalks, printValue, walksToJson, type WalkSet } from '../../../src/trace/index.ts';
import { reachable } from '../graph/any-graph.ts';

/** A transition between states that are numbers, by one of three actions. */
type Edge = readonly [source: number, target: number, action: number];

/** A model that begins in state 0, with its states in an order of its own. */
function modelOf(edges: readonly Edge[], order: (states: number[]) => number[] = (all) => all) {
  const states = order([...new Set([0, ...edges.flatMap(([source, target]) => [source, target])])]);
  const at = (state: number): number => states.indexOf(state);
  const actions = [...new Set(edges.map(([, , action]) => action))];
  const made = createStateGraph({
    variables: ['n'],
    values: [states.map(int)],
    rows: Uint32Array.from(states.keys()),
    initial: Uint32Array.from([at(0)]),
    actions: actions.map((n) => ({ name: 'Go', arguments: [{ name: 'n', value: int(n) }] })),
    sources: Uint32Array.from(edges, ([source]) => at(source)),
    targets: Uint32Array.from(edges, ([, target]) => at(target)),
    edgeActions: Uint32Array.from(edges, ([, , action]) => actions.indexOf(action)),
  });
  if (!made.ok) throw new Error(made.error.message);
  return { graph: made.value, set: setOf(made.value) };
}

const setOf = (graph: StateGraph): WalkSet => ({
  ...{ id: 'MC', goal: 'every transition', constants: [], variables: graph.variables, values: graph.values },
  ...{ actions: graph.actions, initial: [...graph.initial], walks: [] },
  states: Array.from({ length: graph.stateCount }, (_, state) => [graph.rows[state]!]),
  edges: Array.from(graph.sources, (source, edge) => [
    ...([source, graph.targets[edge]!, graph.edgeActions[edge]!] as const),
  ]),
});

const ALL: WalkTask = { goal: 'every transition' };

function walksOf(
  edges: readonly Edge[],
  {
    older,
    task = ALL,
    order,
  }: { older?: WalkSet; task?: WalkTask; order?: (states: number[]) => number[] } = {},
): FoundWalks {
  const { graph, set } = modelOf(edges, order);
  const found = findWalks(graph, set, task, older);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

const isWhole = (set: WalkSet): boolean => parseWalks(walksToJson(set, 'test')).ok;

/** A walk by what it is about, not by numbers. */
const told = ({ edges, states, values }: WalkSet, walk: WalkSet['walks'][number]): string => {
  const name = (state: number): string => printValue(values[0]![states[state]![0]!]!);
  return [name(walk.start), ...walk.edges.map((edge) => `${edges[edge]![2]} ${name(edges[edge]![1])}`)].join(
    ' ',
  );
};

const taken = (set: WalkSet): ReadonlySet<number> => new Set(set.walks.flatMap(({ edges }) => edges));

function openEdges(set: WalkSet, graph: StateGraph): number {
  const wanted = reachable(graph);
  const [covered, { states, values, edges }] = [taken(set), set];
  const numberOf = (state: number): string => printValue(values[0]![states[state]![0]!]!);
  const within = new Set([...wanted].map((state) => printValue(graph.values[0]![graph.rows[state]!]!)));
  return edges.filter(([source], edge) => within.has(numberOf(source)) && !covered.has(edge)).length;
}

const priceOf = ({ walks }: WalkSet): number => walks.reduce((sum, { edges }) => sum + edges.length + 10, 0);

const anyEdges = fc.uniqueArray(fc.tuple(fc.nat(6), fc.nat(6), fc.nat(2)), {
  maxLength: 18,
  selector: String,
});

const ring = (length: number): Edge[] => Array.from({ length }, (_, n) => [n, (n + 1) % length, 0]);
const star = (rays: number): Edge[] => Array.from({ length: rays }, (_, n) => [0, n + 1, 0]);

describe('walks of a model whose suite is there', () => {
  it('stay what they are while the model does, also when TLC finds its states in another order', () => {
    fc.assert(
      fc.property(anyEdges, (edges) => {
        const { set: older } = walksOf(edges);
        const again = walksOf(edges, { older, order: (states) => states.reverse() });
        expect(again.change).toBeUndefined();
        expect(again.set.walks).toEqual(older.walks);
        expect(again.set.edges.map(([source, target]) => [source, target])).toEqual(
          older.edges.map(([source, target]) => [source, target]),
        );
        expect(walksOf(edges, { older }).set).toEqual(older);
      }),
    );
  });

  it('take every transition of a changed model', () => {
    fc.assert(
      fc.property(anyEdges, anyEdges, (before, after) => {
        const { set: older } = walksOf(before);
        const { set } = walksOf(after, { older });
        expect(isWhole(set)).toBe(true);
        expect(openEdges(set, modelOf(after).graph)).toBe(0);
      }),
    );
  });

  it('are kept in their places when one of them loses a transition', () => {
    const { set: older } = walksOf(star(30));
    const { set, change } = walksOf(star(29), { older });
    const kept = set.walks.filter((walk, place) => told(set, walk) === told(older, older.walks[place]!));
    expect(kept).toHaveLength(29);
    expect(change).toBe(
      '29 of 30 walks are as before; 1 is gone; the model no longer has 1 transition (Go(n = 0))',
    );
  });

  it('are mended where they lose a transition on their way', () => {
    const edges: Edge[] = [...ring(10), ...ring(10).map(([state]): Edge => [state, state, 1])];
    const { set: older } = walksOf(edges);
    const { set, change } = walksOf(
      edges.filter(([source, target]) => source !== 3 || target !== 3),
      { older },
    );
    expect(set.walks).toHaveLength(1);
    expect(isWhole(set)).toBe(true);
    expect(change).toBe(
      '0 of 1 walks are as before; 1 is mended; the model no longer has 1 transition (Go(n = 1))',
    );
  });

  it('are joined by those for what is new', () => {
    const { set: older } = walksOf(star(29));
    const { set, change } = walksOf([...star(29), [3, 40, 1], [40, 41, 1]], { older });
    expect(set.walks.slice(0, 29).map((walk) => told(set, walk))).toEqual(
      older.walks.map((walk) => told(older, walk)),
    );
    expect(change).toBe(
      '29 of 29 walks are as before; 1 is new; the model has 2 new transitions (Go(n = 1))',
    );
  });

  it('are told with what they lose before what they gain', () => {
    const { set: older } = walksOf(star(30));
    const { change } = walksOf([...star(29), [3, 40, 1]], { older });
    expect(change).toMatch(
      /; the model no longer has 1 transition \(Go\(n = 0\)\); it has 1 new transition \(Go\(n = 1\)\)$/,
    );
  });

  it('are left out where a mended one does the same, if all are too dear', () => {
    const detour = Array.from({ length: 60 }, (_, n): Edge => [
      n === 0 ? 100 : n + 199,
      n === 59 ? 101 : n + 200,
      2,
    ]);
    const after: Edge[] = [...star(30), [0, 100, 1], ...detour, [101, 102, 1]];
    const before = walksOf([...after, [100, 101, 0]]).set;
    const last = before.edges.findIndex(([, target]) => told(before, { start: target, edges: [] }) === '102');
    // The walk that goes on is the one whose way is gone.
    const walks = before.walks.map(({ start, edges }) => {
      const own = edges.filter((edge) => edge !== last);
      return { start, edges: own.length === 2 ? [...own, last] : own };
    });
    const older = { ...before, walks };
    const { set, change } = walksOf(after, { older });
    expect(older.walks).toHaveLength(32);
    expect(change).toMatch(
      /^30 of 32 walks are as before; 1 is mended; 1 is gone; the model no longer has 1 transition/,
    );
    expect(change).toContain(
      '; 1 more could be kept, but with them all would cost a tenth more than new ones do',
    );
    expect(set.walks).toHaveLength(31);
  });

  it('never make the suite much dearer, and are the same when nothing changes any more', () => {
    fc.assert(
      fc.property(anyEdges, anyEdges, (before, after) => {
        const { set: older } = walksOf(before);
        const { set } = walksOf(after, { older });
        expect(priceOf(set)).toBeLessThanOrEqual(1.1 * priceOf(walksOf(after).set));
        const again = walksOf(after, { older: set });
        expect(again.change).toBeUndefined();
        expect(again.set).toEqual(set);
      }),
    );
  });

  it('are given up where new ones cost much less', () => {
    const { set: older } = walksOf(star(20));
    const back: Edge[] = star(20).map(([, ray]) => [ray, 0, 0]);
    const { set, change } = walksOf([...star(20), ...back], { older });
    expect(set.walks).toHaveLength(1);
    expect(change).toContain('the old ones were not kept, because with them all would cost a tenth more');
  });

  it('are given up where the variables are others', () => {
    const { set: older } = walksOf(ring(3));
    const { set, change } = walksOf(ring(3), { older: { ...older, variables: ['m'] } });
    expect(set.walks).toEqual(older.walks);
    expect(change).toBe('all walks are new, because the variables are others');
  });

  it('are cut where they are too long', () => {
    const edges = star(5).flatMap(([, ray]): Edge[] => [
      [0, ray, 0],
      [ray, 0, 1],
    ]);
    const { set: older } = walksOf(edges);
    const { set } = walksOf(edges, { older, task: { ...ALL, maxLength: 4 } });
    expect(Math.max(...set.walks.map((walk) => walk.edges.length))).toBeLessThanOrEqual(4);
    expect(openEdges(set, modelOf(edges).graph)).toBe(0);
  });

  it.each(['every state', 'every action'] as const)('reach %s of a changed model', (goal) => {
    fc.assert(
      fc.property(anyEdges, anyEdges, (before, after) => {
        const { set: older } = walksOf(before, { task: { goal } });
        const { graph } = modelOf(after);
        const { set } = walksOf(after, { older, task: { goal } });
        const edges = [...taken(set)].map((edge) => set.edges[edge]!);
        const units =
          goal === 'every state'
            ? new Set([...set.walks.map(({ start }) => start), ...edges.map(([, target]) => target)])
            : new Set(edges.map(([, , action]) => action));
        const states = reachable(graph);
        const wanted =
          goal === 'every state'
            ? states.size
            : new Set(
                [...graph.sources.keys()]
                  .filter((edge) => states.has(graph.sources[edge]!))
                  .map((edge) => graph.edgeActions[edge]!),
              ).size;
        expect(units.size).toBe(wanted);
      }),
    );
  });
});

describe('a part of a goal', () => {
  it('is as many percent as asked for, by the walks that reach the most for their price', () => {
    const edges: Edge[] = [
      ...star(9),
      ...Array.from({ length: 11 }, (_, n): Edge => [n + 20, n + 21, 1]),
      [0, 20, 1],
    ];
    const { set, quality } = walksOf(edges, { task: { ...ALL, percent: 60 } });
    expect(set.walks.map((walk) => walk.edges.length).sort((a, b) => b - a)).toEqual([12, 1]);
    expect(quality).toBe(', 13 of 21 transitions');
    expect(set.goal).toBe('13 of 21 transitions');
  });

  it('never takes more steps than it may', () => {
    fc.assert(
      fc.property(
        anyEdges,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 99 }),
        (edges, maxSteps, percent) => {
          const { set } = walksOf(edges, { task: { ...ALL, maxSteps } });
          expect(set.walks.flatMap((walk) => walk.edges).length).toBeLessThanOrEqual(maxSteps);
          const part = walksOf(edges, { task: { ...ALL, percent } }).set;
          const whole = taken(walksOf(edges).set).size;
          expect(taken(part).size * 100).toBeGreaterThanOrEqual(whole * percent);
        },
      ),
    );
  });

  it('keeps its walks too', () => {
    const task = { ...ALL, percent: 50 };
    const { set: older } = walksOf(star(20), { task });
    expect(older.walks).toHaveLength(10);
    const { set, change } = walksOf([...star(20), [5, 30, 0]], { older, task });
    expect(
      older.walks.every((walk) => set.walks.some((other) => told(set, other) === told(older, walk))),
    ).toBe(true);
    expect(change).toContain('10 of 10 walks are as before; 1 is new');
  });
});
