import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { grade } from '../../../src/check/index.ts';
import type { Expectation } from '../../../src/manifest/index.ts';
import type { SearchLimit, Verdict, Violation } from '../../../src/trace/index.ts';

const statistics = { distinct: 12, generated: 40 };
const location = { module: 'M', beginLine: 4, beginColumn: 8, endLine: 4, endColumn: 12 };
const violated = (violation: Violation): Verdict => ({ kind: 'violated', violation, statistics });
const within = (limit: SearchLimit): Verdict => ({ kind: 'holds-within', limits: [limit], statistics });

/** The verdict that the words of a row stand for. */
function verdictOf(words: string): Verdict {
  const [what = '', ...names] = words.split(' ');
  const name = names.at(-1) ?? '';
  switch (what) {
    case 'holds':
      return { kind: 'holds', statistics };
    case 'within':
      return within({ kind: 'constraint', name: 'Low' });
    case 'simulated':
      return within({ kind: 'simulation', traces: 10 });
    case 'left':
      return within({ kind: 'states-left-on-queue', count: 3 });
    case 'spec-error':
      return { kind: 'spec-error', errors: [{ message: 'bad' }] };
    case 'tool-error':
      return { kind: 'tool-error', message: 'it broke' };
    case 'time':
      return { kind: 'cancelled', reason: 'time-limit', statistics };
    case 'interrupted':
      return { kind: 'cancelled', reason: 'interrupted', statistics };
    case 'invariant':
    case 'postcondition':
      return violated({ kind: what, name });
    case 'property':
      return violated({ kind: 'action-property', name });
    case 'temporal': {
      const unsettled = names.filter((text) => text.endsWith('?')).map((text) => text.slice(0, -1));
      const found = names.filter((text) => !text.endsWith('?'));
      return violated({
        kind: 'temporal-property',
        names: found,
        ...(unsettled.length > 0 && { unsettled }),
      });
    }
    case 'deadlock':
      return violated({ kind: 'deadlock' });
    case 'assumption':
      return violated({ kind: 'assumption', location });
    case 'assertion':
      return violated({ kind: 'assertion', message: '"boom"', ...(name !== '' && { name }) });
    default:
      throw new Error(`unknown verdict ${words}`);
  }
}

function expectationOf(words: string): Expectation | undefined {
  const [result, ...rest] = words.split(' ');
  if (result === 'nothing') return undefined;
  if (result === 'violated') return { result, property: rest[0] ?? '' };
  if (result === 'holds-within') return { result };
  if (result !== 'holds') throw new Error(`unknown expectation ${words}`);
  return rest.length === 0 ? { result } : { result, states: { distinct: Number(rest[1]) } };
}

const rows = readFileSync(join(import.meta.dirname, '../../cases/grades.txt'), 'utf8')
  .split('\n')
  .filter((row) => row !== '' && !row.startsWith('#'))
  .map((row) => row.split('|').map((cell) => cell.trim()) as [string, string, string]);

test('the table has every kind of verdict with every expectation', () => {
  const expectations = ['nothing', 'holds', 'holds-within', 'violated P'];
  const verdicts = [
    'holds',
    'within',
    'simulated',
    'left on queue',
    'invariant P',
    'spec-error',
    'tool-error',
  ];
  for (const expectation of expectations)
    for (const verdict of [...verdicts, 'time limit', 'interrupted'])
      expect(
        rows.some(([v, e]) => v === verdict && e === expectation),
        `${verdict} | ${expectation}`,
      ).toBe(true);
});

test.each(rows)('%s, where %s is expected: %s', (verdict, expectation, expected) => {
  const graded = grade(verdictOf(verdict), expectationOf(expectation));
  const text = graded.asExpected ? 'as expected' : `${graded.open ? 'open' : 'not'}: ${graded.reason}`;
  expect(text).toBe(expected);
});
