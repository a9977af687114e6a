import { beforeEach, describe, expect, it } from 'vitest';
import { GraphFollower } from '../../../../src/conformance/runs/graph-follower.ts';
import { createStateGraph, type StateGraph } from '../../../../src/graph/index.ts';
import { int, modelValue } from '../../../../src/trace/index.ts';

/** A counter up to 2: `Add(u)` for two users, and `Reset` at 2 only. */
function counter(): StateGraph {
  const user = (name: string) => ({ name: 'Add', arguments: [{ name: 'u', value: modelValue(name) }] });
  const edges = [
    [0, 1, 0],
    [0, 1, 1],
    [1, 2, 0],
    [1, 2, 1],
    [2, 0, 2],
  ] as const;
  const column = (i: 0 | 1 | 2) => Uint32Array.from(edges, (edge) => edge[i]);
  const graph = createStateGraph({
    variables: ['x'],
    values: [[int(0), int(1), int(2)]],
    rows: Uint32Array.of(0, 1, 2),
    initial: Uint32Array.of(0),
    actions: [user('u1'), user('u2'), { name: 'Reset', arguments: [] }],
    sources: column(0),
    targets: column(1),
    edgeActions: column(2),
  });
  if (!graph.ok) throw new Error(graph.error.message);
  return graph.value;
}

describe('a run that is followed through a state graph', () => {
  let x: number;
  let clock: number;
  let follower: GraphFollower;

  beforeEach(() => {
    x = 0;
    clock = 0;
    const reset = { name: 'Reset', parameters: {} };
    follower = new GraphFollower(
      counter(),
      {
        meaningOf: (name, first = 0) =>
          name === 'add'
            ? [[{ name: 'Add', parameters: { u: `u${first + 1}` } }]]
            : name === 'addOrWrap'
              ? [
                  [{ name: 'Add', parameters: { u: `u${first + 1}` } }],
                  [{ name: 'Add', parameters: { u: `u${first + 1}` } }, reset],
                ]
              : [[reset]],
        observe: () => ({ x }),
      },
      2,
    );
    follower.reset();
  });

  const add = (fibre: number) => follower.begin(fibre, 'add', fibre, undefined);
  /** Nothing is under way, and the memory holds `value`. */
  const rest = (value: number) => {
    x = value;
    return follower.rest(clock++, 0);
  };

  it('is a path of the graph if each step takes effect between its beginning and its end', () => {
    add(0);
    add(1);
    expect(follower.end(1, true)).toBeUndefined();
    expect(follower.end(0, true)).toBeUndefined();
    expect(rest(2)).toBeUndefined();
    follower.reset();
    expect(follower.path().steps.map(({ fibre, action }) => `${fibre} ${action}`)).toEqual([
      '0 Add(u = u1)',
      '1 Add(u = u2)',
    ]);
  });

  it('has lost an update when the memory shows fewer steps than were done', () => {
    add(0);
    add(1);
    follower.end(1, true);
    follower.end(0, true);
    expect(rest(1)).toBe('the memory is not as the model has it: x: expected 2, actual 1');
  });

  it('cannot do what the model allows in no order', () => {
    follower.begin(0, 'reset', undefined, undefined);
    expect(follower.end(0, true)).toBe('Reset was done, and the model does not allow it there');
  });

  it('can do what the model allows after steps that are under way, and those are then made', () => {
    add(0);
    follower.end(0, true);
    add(1);
    follower.begin(0, 'reset', undefined, undefined);
    expect(follower.end(0, true)).toBeUndefined();
    expect(follower.path().underWay).toEqual([]);
    expect(follower.end(1, true)).toBeUndefined();
    expect(rest(0)).toBeUndefined();
  });

  it('cannot refuse, alone, what the model allows', () => {
    add(0);
    expect(follower.end(0, false)).toBe('Add(u = u1) was refused, and the model allows it there');
  });

  it('can refuse what the model forbids, and what others who are under way may have kept away', () => {
    follower.begin(0, 'reset', undefined, undefined);
    expect(follower.end(0, false)).toBeUndefined();
    add(0);
    add(1);
    expect(follower.end(0, false)).toBeUndefined();
    expect(follower.end(1, true)).toBeUndefined();
    expect(rest(1)).toBeUndefined();
  });

  it('may make two actions of the model in one step', () => {
    add(0);
    follower.end(0, true);
    follower.begin(1, 'addOrWrap', 1, undefined);
    expect(follower.end(1, true)).toBeUndefined();
    expect(rest(0)).toBeUndefined();
    follower.reset();
    expect(follower.path().steps.map(({ action }) => action)).toEqual([
      'Add(u = u1)',
      'Add(u = u2)',
      'Reset',
    ]);
  });

  it('is in no state of the model when the memory shows one that the graph lacks', () => {
    expect(rest(7)).toBe('the memory is not as the model has it: x: expected 0, actual 7');
  });

  it('has one hash for one situation, however it came about', () => {
    const hashes = [0, 1].map((first) => {
      follower.reset();
      add(first);
      follower.end(first, true);
      rest(1);
      return [follower.hashLow(), follower.hashHigh()];
    });
    expect(hashes[0]).toEqual(hashes[1]);
    add(0);
    expect([follower.hashLow(), follower.hashHigh()]).not.toEqual(hashes[0]);
  });
});
