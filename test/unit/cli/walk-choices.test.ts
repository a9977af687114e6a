import { expect, test } from 'vitest';
import { walkChoices } from '../../../src/cli/suite/walk-choices.ts';
import { walkGraph } from '../../../src/conformance/index.ts';
import { int, seq, type Comparison, type WalkSet } from '../../../src/trace/index.ts';

/** `Fill` leads to two orders, and may be logged or not. */
const FILL: WalkSet = {
  id: 'MCFill',
  goal: 'every transition',
  constants: [],
  variables: ['bag', 'log'],
  values: [
    [seq([]), seq([int(1), int(2)]), seq([int(2), int(1)])],
    [int(0), int(1)],
  ],
  actions: [{ name: 'Fill', arguments: [] }],
  states: [
    [0, 0],
    [1, 0],
    [2, 1],
  ],
  initial: [0],
  edges: [
    [0, 1, 0],
    [0, 2, 0],
  ],
  walks: [
    { start: 0, edges: [0] },
    { start: 0, edges: [1] },
  ],
};

test.each<[Comparison, boolean]>([
  [{}, true],
  [{ ignored: ['log'] }, true],
  [{ unordered: ['bag'] }, true],
  [{ ignored: ['log'], unordered: ['bag'] }, false],
  [{ ignored: ['bag'] }, true],
])('outcomes that are compared as equal are no choice: %j', (comparison, warns) => {
  const warnings = walkChoices(walkGraph({ ...FILL, ...comparison }));
  expect(warnings.length > 0).toBe(warns);
  if (warns) expect(warnings[0]).toContain('Fill may lead from one state to several (in 1 state)');
});
