import { describe, expect, it } from 'vitest';
import {
  createStateGraph,
  explainEdges,
  pairChunks,
  stateAt,
  unexplainedPairs,
  type Explanation,
} from '../../../src/graph/index.ts';
import { int, printAction, printValue, string } from '../../../src/trace/index.ts';

const PARTS = {
  variables: ['x', 'phase'],
  values: [
    [int(0), int(1)],
    [string('up'), string('down')],
  ],
  rows: Uint32Array.of(0, 1, 1, 0),
  initial: Uint32Array.of(0),
  actions: [{ name: 'Up' }, { name: 'Stay' }],
  sources: Uint32Array.of(1, 0, 0, 0, 1),
  targets: Uint32Array.of(1, 1, 0, 1, 0),
  edgeActions: Uint32Array.of(1, 0, 1, 0, 0),
};

function small() {
  const graph = createStateGraph(PARTS);
  if (!graph.ok) throw new Error(graph.error.message);
  return graph.value;
}

describe('createStateGraph', () => {
  it('sorts edges by source and keeps self-loops, parallel edges and their order', () => {
    const { firstEdge, targets, edgeActions } = small();
    expect([...firstEdge]).toEqual([0, 3, 5]);
    expect([...targets]).toEqual([1, 0, 1, 1, 0]);
    expect([...edgeActions]).toEqual([0, 1, 0, 1, 0]);
    expect([...stateAt(small(), 1)].map(([name, value]) => `${name} = ${printValue(value)}`)).toEqual([
      'x = 1',
      'phase = "up"',
    ]);
  });

  it.each([
    ['a value', { rows: Uint32Array.of(0, 1, 2, 0) }],
    ['a part of a state', { rows: Uint32Array.of(0, 1, 1) }],
    ['an initial state', { initial: Uint32Array.of(2) }],
    ['a source', { sources: Uint32Array.of(1, 0, 0, 0, 2) }],
    ['a target', { targets: Uint32Array.of(1, 1, 0, 1, 9) }],
    ['an action', { edgeActions: Uint32Array.of(1, 0, 1, 0, 2) }],
    ['a part of an edge', { targets: Uint32Array.of(1) }],
    ['the values of a variable', { values: [[int(0)]] }],
  ])('refuses parts in which %s is missing', (_, wrong) => {
    const graph = createStateGraph({ ...PARTS, ...wrong });
    expect(graph.ok ? 'accepted' : graph.error.code).toBe('no-such-number');
  });
});

describe('explainEdges', () => {
  const graph = small();
  const pairs = unexplainedPairs(graph, (action) => action === 1);
  const stay = () => ({ name: 'Stay', arguments: [] });
  const up = (pair: number, n: number): Explanation => ({
    pair,
    shownAs: 'Up',
    instance: { name: 'Up', arguments: [{ name: 'n', value: int(n) }] },
  });

  it('asks for each pair of states once', () => {
    expect([...pairs.before]).toEqual([0, 1]);
    expect([...pairs.after]).toEqual([1, 0]);
    expect([...pairChunks(pairs, 1)]).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it('makes parallel edges of all instances that explain an edge, and one of equal edges', () => {
    const explained = explainEdges(graph, pairs, [up(0, 1), up(1, 2), up(0, 2), up(0, 1)], stay);
    if (!explained.ok) throw new Error(explained.error.message);
    const { sources, targets, edgeActions, actions } = explained.value;
    const lines = Array.from(
      sources,
      (source, edge) => `${source} ${printAction(actions[edgeActions[edge]!]!, printValue)} ${targets[edge]}`,
    );
    expect(lines).toEqual(['0 Up(n = 1) 1', '0 Up(n = 2) 1', '0 Stay 0', '1 Stay 1', '1 Up(n = 2) 0']);
  });

  it('names edges that nothing explains', () => {
    const explained = explainEdges(graph, pairs, [up(0, 1), { ...up(1, 1), shownAs: 'Down' }], stay);
    expect(explained.ok ? 'accepted' : explained.error).toMatchObject({
      code: 'unexplained-edges',
      count: 1,
      message: 'no instance of Up was found that leads from state 2 to state 1',
    });
  });
});
