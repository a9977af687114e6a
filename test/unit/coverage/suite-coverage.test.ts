import { expect, test } from 'vitest';
import { suiteCoverage } from '../../../src/coverage/index.ts';
import type { TlaValue, WalkSet } from '../../../src/trace/index.ts';

const numbers = [0n, 1n, 2n].map((value): TlaValue => ({ kind: 'int', value }));

/** From 0 `Pick` leads to 1 or 2, and `Reset` back; one walk takes all but the way back from 2. */
const picked: WalkSet = {
  id: 'Pick',
  goal: 'every state',
  constants: [],
  variables: ['x'],
  values: [numbers],
  actions: [{ name: 'Pick' }, { name: 'Reset' }],
  states: [[0], [1], [2]],
  initial: [0],
  edges: [
    [0, 1, 0],
    [0, 2, 0],
    [1, 0, 1],
    [2, 0, 1],
  ],
  walks: [{ start: 0, edges: [0, 2, 1] }],
};

const planOf = (set: WalkSet): object => Object.fromEntries(suiteCoverage(set));

test('a suite plans the transitions on its walks, and the refusals in the states on them', () => {
  expect(planOf(picked)).toEqual({
    Pick: { planned: 2, transitions: 2, refusals: 2 },
    Reset: { planned: 1, transitions: 2, refusals: 1 },
  });
});

test('no refusal is planned where nothing is known of what is impossible', () => {
  expect(planOf({ ...picked, frontier: [2] })).toMatchObject({ Pick: { refusals: 1 } });
  expect(planOf({ ...picked, noRefusals: 'the manifest asks for none' })).toMatchObject({
    Pick: { refusals: 0 },
  });
});

test('where the choices are those of the implementation, no number is known of what it comes to', () => {
  expect(planOf({ ...picked, choices: 'implementation' })).toEqual({
    Pick: { transitions: 2 },
    Reset: { transitions: 2 },
  });
});
