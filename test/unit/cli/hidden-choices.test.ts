import { expect, test } from 'vitest';
import { hiddenChoices } from '../../../src/cli/suite/hidden-choices.ts';
import { walkGraph } from '../../../src/conformance/index.ts';
import { int, type WalkSet } from '../../../src/trace/index.ts';

/** `Pick` chooses a secret; after that, `Tell` leads to 2. */
const SECRET: WalkSet = {
  id: 'MCSecret',
  goal: 'every transition',
  constants: [],
  variables: ['x', 'secret'],
  values: [
    [int(0), int(1), int(2), int(3)],
    [int(0), int(1)],
  ],
  actions: ['Pick', 'Tell'].map((name) => ({ name, arguments: [] })),
  states: [
    [0, 0],
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ],
  initial: [0],
  edges: [
    [0, 1, 0],
    [0, 2, 0],
    [1, 3, 1],
    [2, 4, 1],
  ],
  walks: [
    { start: 0, edges: [0, 2] },
    { start: 0, edges: [1, 3] },
  ],
  ignored: ['secret'],
};

const warnings = (change: Partial<WalkSet>): readonly string[] =>
  hiddenChoices(walkGraph({ ...SECRET, ...change }));

test('a choice that nothing shows is no matter', () => {
  expect(warnings({})).toEqual([]);
});

test('a choice that shows later is warned of', () => {
  const told = [
    'MCSecret: Pick may lead to several states that are compared as equal (secret: not compared in full) and do not go on alike; a correct implementation that chooses otherwise than a walk fails later',
  ];
  const elsewhere = SECRET.states.with(4, [3, 1]);
  expect(warnings({ states: elsewhere })).toEqual(told);
  const impossible = { edges: SECRET.edges.slice(0, 3), walks: SECRET.walks.slice(0, 1) };
  expect(warnings(impossible)).toEqual(told);
});

test('a choice that is compared is not hidden', () => {
  const { ignored: _, ...full } = SECRET;
  expect(hiddenChoices(walkGraph({ ...full, states: SECRET.states.with(4, [3, 1]) }))).toEqual([]);
});

test('a choice among initial states that shows later is warned of', () => {
  const { edges } = SECRET;
  const two = { initial: [1, 2], edges: edges.slice(2), walks: [], states: SECRET.states.with(4, [3, 1]) };
  expect(warnings(two)[0]).toContain('MCSecret: Init may lead to several states that are compared as equal');
  expect(warnings({ ...two, states: SECRET.states })).toEqual([]);
});
