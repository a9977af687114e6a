import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { stepperFrame } from '../../../src/cli/stepper/stepper-frame.ts';
import { press, START, steppedTrace, type Key, type StepperState } from '../../../src/cli/stepper/stepper.ts';
import { traceFromJson, type Trace } from '../../../src/trace/index.ts';

const CASES = fileURLToPath(new URL('../../cases', import.meta.url));
const colors = picocolors.createColors(false);

function read(file: string): Trace {
  const trace = traceFromJson(JSON.parse(readFileSync(join(CASES, file), 'utf8')));
  if (!trace.ok) throw new Error(trace.error);
  return trace.value;
}

const LASSO = steppedTrace(read('export/page-cache-lasso.trace.json'), 'page-cache-lasso');

/** `j`, `G`, `down`, and letters one by one for a search. */
const keyOf = (text: string): Key =>
  text.length === 1
    ? { name: text.toLowerCase() === text && /\w/.test(text) ? text : text.toLowerCase(), sequence: text }
    : { name: text, sequence: text === 'space' ? ' ' : '\u001b' };

const after = (keys: string): StepperState =>
  keys
    .split(' ')
    .filter((key) => key !== '')
    .reduce<StepperState>((state, key) => press(state, keyOf(key), LASSO) ?? state, START);

describe('the stepper', () => {
  it.each([
    ['start', ''],
    ['a-step', 'j j j'],
    ['the-loop', 'G'],
    ['a-search', '/ d m a return s'],
    ['typing', '/ d m'],
    ['keys', 'end ?'],
    ['not-known', 'j o'],
  ])('shows %s', async (name, keys) => {
    const frame = stepperFrame(LASSO, after(keys), { columns: 80, rows: 20 }, colors);
    await expect(`keys: ${keys}\n\n${frame.join('\n')}\n`).toMatchFileSnapshot(
      join(CASES, `stepper/${name}.txt`),
    );
  });

  it('has exactly the lines of the screen, and none is wider, whatever is pressed', () => {
    const key = fc.constantFrom(
      'j',
      'k',
      'g',
      'G',
      'd',
      's',
      'w',
      'o',
      '?',
      '/',
      'n',
      'N',
      'return',
      'space',
      'b',
      'pagedown',
      'backspace',
      'x',
      'up',
      'home',
      'end',
    );
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 20 }),
        fc.integer({ min: 20, max: 100 }),
        fc.integer({ min: 8, max: 40 }),
        (keys, columns, rows) => {
          const state = after(keys.join(' '));
          expect(state.row).toBeGreaterThanOrEqual(0);
          expect(state.row).toBeLessThanOrEqual(LASSO.events.length);
          const frame = stepperFrame(LASSO, state, { columns, rows }, colors);
          expect(frame.length).toBe(rows);
          for (const line of frame) expect(line.length).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  it('ends with q and escape, but not while a search is typed', () => {
    expect(press(START, keyOf('q'), LASSO)).toBeUndefined();
    expect(press(START, keyOf('escape'), LASSO)).toBeUndefined();
    expect(press(after('/'), keyOf('q'), LASSO)?.query).toBe('q');
    expect(press(after('/ d'), keyOf('escape'), LASSO)).toMatchObject({ typing: false, query: '' });
  });

  it('goes around the end to the next match, and back', () => {
    const rows = ['/ p i n return', '/ p i n return n', '/ p i n return n N'].map((keys) => after(keys).row);
    expect(rows[2]).toBe(rows[0]);
    expect(after('/ n o t h i n g return').row).toBe(0);
  });
});
