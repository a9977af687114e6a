import { describe, expect, it } from 'vitest';
import { createStateGraph, separation, type StateGraph } from '../../../src/graph/index.ts';
import { int } from '../../../src/trace/index.ts';

type Edge = readonly [source: number, target: number, action: string];

/** A graph over one number; states are given by their numbers, in the order in which they shall stand. */
function graph(states: readonly number[], edges: readonly Edge[], initial = [states[0]!]): StateGraph {
  const names = [...new Set(edges.map(([, , action]) => action))];
  const at = (state: number): number => states.indexOf(state);
  const made = createStateGraph({
    variables: ['x'],
    values: [states.map((state) => int(BigInt(state)))],
    rows: Uint32Array.from(states.keys()),
    initial: Uint32Array.from(initial.map(at)),
    actions: names.map((name) => ({ name, arguments: [] })),
    sources: Uint32Array.from(edges.map(([source]) => at(source))),
    targets: Uint32Array.from(edges.map(([, target]) => at(target))),
    edgeActions: Uint32Array.from(edges.map(([, , action]) => names.indexOf(action))),
  });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

const EDGES: readonly Edge[] = [
  [0, 1, 'Up'],
  [1, 2, 'Up'],
  [2, 0, 'Reset'],
];
const original = graph([0, 1, 2], EDGES);

describe('separation', () => {
  it('finds none between graphs that only number their states and edges in another way', () => {
    expect(separation(original, graph([2, 0, 1], [EDGES[2]!, EDGES[0]!, EDGES[1]!], [0]))).toBeUndefined();
  });

  it('finds a transition that is missing', () => {
    expect(separation(original, graph([0, 1, 2], [EDGES[0]!, [1, 1, 'Up'], EDGES[2]!]))).toEqual({
      kind: 'missing',
      edge: 1,
    });
  });

  it('finds an action that is not refused', () => {
    const mutant = graph([0, 1, 2], [...EDGES, [2, 2, 'Up']]);
    expect(separation(original, mutant)).toEqual({ kind: 'not-refused', state: 2, action: 'Up' });
  });

  it('does not call it a mistake of a test when an action may also go elsewhere', () => {
    const mutant = graph([0, 1, 2], [...EDGES, [0, 2, 'Up']]);
    expect(separation(original, mutant)).toEqual({ kind: 'more-outcomes', state: 0, action: 'Up' });
  });

  it('does not call it one either when an action has one of its outcomes no more', () => {
    const both = graph([0, 1, 2], [...EDGES, [0, 2, 'Up']]);
    expect(separation(both, original)).toEqual({ kind: 'fewer-outcomes', edge: 1 });
    // What leads only where the original does not is another thing.
    expect(separation(both, graph([0, 1, 2], [[0, 0, 'Up'], ...EDGES.slice(1)]))).toMatchObject({
      kind: 'missing',
    });
  });

  it('finds what a test can show after what it cannot', () => {
    const both = graph([0, 1, 2], [...EDGES, [0, 2, 'Up']]);
    expect(separation(both, graph([0, 1, 2], EDGES.slice(0, 2)))).toMatchObject({ kind: 'missing' });
  });

  it('prefers what the tests come to', () => {
    const mutant = graph([0, 1, 2], [[0, 0, 'Up'], EDGES[1]!, EDGES[2]!, [2, 2, 'Up']]);
    const tried = (edge: number, state: number) => ({
      edge: (other: number) => other === edge,
      refusals: (other: number) => other === state,
    });
    expect(separation(original, mutant, tried(0, 0))).toEqual({ kind: 'missing', edge: 0 });
    expect(separation(original, mutant, tried(1, 2))).toEqual({
      kind: 'not-refused',
      state: 2,
      action: 'Up',
    });
    expect(separation(original, mutant, tried(1, 0))).toEqual({ kind: 'missing', edge: 0 });
  });

  it('compares initial states', () => {
    expect(separation(original, graph([0, 1, 2], EDGES, [1]))).toEqual({
      kind: 'other-initial',
      state: 'x = 0',
    });
    expect(separation(original, graph([0, 1, 2], EDGES, [0, 1]))).toEqual({
      kind: 'more-initial',
      state: 'x = 1',
    });
    expect(separation(graph([0, 1, 2], EDGES, [0, 1]), original)).toEqual({
      kind: 'fewer-initial',
      state: 'x = 1',
    });
  });

  it('says nothing of states whose transitions are not all known', () => {
    const mutant = graph(
      [0, 1, 2, 3],
      [
        [0, 1, 'Up'],
        [1, 2, 'Up'],
        [1, 3, 'Down'],
      ],
    );
    expect(separation(original, mutant, undefined, [2, 3])).toMatchObject({ kind: 'not-refused', state: 1 });
    expect(separation(original, mutant, undefined, [1, 2, 3])).toBeUndefined();
  });
});
