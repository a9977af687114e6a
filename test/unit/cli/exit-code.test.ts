import { describe, expect, test } from 'vitest';
import type { ModelReport } from '../../../src/check/index.ts';
import { EXIT, exitCodeOf, worst } from '../../../src/cli/exit-code.ts';
import type { Verdict } from '../../../src/trace/index.ts';

const report = (verdict: Verdict, asExpected: boolean, expected = false): ModelReport =>
  ({
    verdict,
    grade: asExpected ? { asExpected } : { asExpected, open: false, reason: 'r' },
    properties: ['P'],
    deadlockChecked: true,
    task: expected ? { expected: {} } : {},
  }) as unknown as ModelReport;

const statistics = {};
const violated: Verdict = { kind: 'violated', violation: { kind: 'deadlock' }, statistics };
const within: Verdict = { kind: 'holds-within', limits: [], statistics };

describe('exitCodeOf', () => {
  test.each([
    ['holds', report({ kind: 'holds', statistics }, true), 0],
    ['holds, but not as expected', report({ kind: 'holds', statistics }, false, true), 1],
    ['violated', report(violated, false), 1],
    ['violated as expected', report(violated, true, true), 0],
    ['holds within limits', report(within, true), 3],
    ['holds within limits, as expected', report(within, true, true), 0],
    [
      'nothing was checked',
      { ...report({ kind: 'holds', statistics }, true), properties: [], deadlockChecked: false },
      3,
    ],
    [
      'nothing was checked, whatever a manifest expects',
      { ...report(within, true, true), properties: [], deadlockChecked: false },
      3,
    ],
    [
      'open: an expectation that a simulation cannot settle',
      {
        ...report(within, false, true),
        grade: { asExpected: false, open: true, reason: 'r' },
      },
      3,
    ],
    ['an error in the specification', report({ kind: 'spec-error', errors: [] }, false), 2],
    ['an error of the tool', report({ kind: 'tool-error', message: 'm' }, false), 2],
    ['no time', report({ kind: 'cancelled', reason: 'time-limit', statistics }, false), 2],
    ['Ctrl-C', report({ kind: 'cancelled', reason: 'interrupted', statistics }, false), 130],
  ])('%s', (_, model, code) => expect(exitCodeOf(model)).toBe(code));
});

test('the worst of several models decides', () => {
  expect(worst([EXIT.asExpected, EXIT.incomplete, EXIT.violated])).toBe(EXIT.violated);
  expect(worst([EXIT.violated, EXIT.didNotRun])).toBe(EXIT.didNotRun);
  expect(worst([EXIT.didNotRun, EXIT.interrupted])).toBe(EXIT.interrupted);
  expect(worst([])).toBe(EXIT.asExpected);
});
