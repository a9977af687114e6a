import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeReport } from '../../../src/check/index.ts';
import { modelText } from '../../../src/cli/report/model-text.ts';
import { openTerminal } from '../../../src/cli/terminal.ts';
import type { SearchStatistics, Verdict, Violation } from '../../../src/trace/index.ts';

const stream = { write: (): boolean => true };
const colors = openTerminal(stream, stream, { NO_COLOR: '1' }).colorsOf(stream);

const folder = join(process.cwd(), 'specs');
const task = { folder, module: 'M', config: join(folder, 'M.cfg'), configText: '' };
const location = { module: 'Inner', beginLine: 6, beginColumn: 17, endLine: 6, endColumn: 20 };

const text = (verdict: Verdict, config = task.config): string =>
  modelText(makeReport({ ...task, config }, verdict), { colors, traces: false, repeatOptions: ' --fp 3' });

const violated = (violation: Violation): Verdict => ({ kind: 'violated', violation, statistics: {} });

describe('what was stopped says how far it was', () => {
  const stopped = (statistics: SearchStatistics): string =>
    text({ kind: 'cancelled', reason: 'time-limit', statistics });

  test('as far as TLC has said it', () => {
    expect(stopped({ generated: 12_345, distinct: 2_100, queue: 345, depth: 7 })).toBe(
      'FAIL specs/M.cfg: stopped at the time limit: 2,100 distinct of 12,345 states, 345 on queue, depth 7\n',
    );
    expect(stopped({ generated: 12_345 })).toContain('time limit: 12,345 states\n');
  });

  test('or that TLC has not', () => {
    expect(stopped({})).toContain('stopped at the time limit: TLC had not said yet how far it was\n');
  });
});

describe('what is violated has its place', () => {
  test.each<[string, Violation, string]>([
    [
      'a part of a property, by its place',
      { kind: 'temporal-property', names: ['Refines'], location },
      'temporal property Refines is violated\n       its part at Inner.tla:6:17 is violated\n',
    ],
    [
      'a part of a property, by its name',
      { kind: 'temporal-property', names: ['Refines'], part: 'Init', location },
      'temporal property Refines is violated\n       its part Init is violated\n',
    ],
    [
      'an assertion',
      { kind: 'assertion', message: '"boom"', name: 'Inv', location },
      'an assertion failed in Inv: "boom"\n       the Assert at Inner.tla:6:17\n',
    ],
    ['an assumption', { kind: 'assumption', location }, 'the assumption at Inner.tla:6:17 is false\n'],
    ['an invariant', { kind: 'invariant', name: 'Inv' }, 'invariant Inv is violated\n'],
  ])('%s', (_, violation, expected) =>
    expect(text(violated(violation))).toBe(`FAIL specs/M.cfg: ${expected}`),
  );
});

describe('an error has its place', () => {
  const error = (file: string | undefined, at: typeof location | undefined): string =>
    text({
      kind: 'spec-error',
      errors: [{ message: 'bad', ...(file !== undefined && { file }), ...(at && { location: at }) }],
    }).split('\n')[1]!;

  test.each([
    ['in a module beside the model', undefined, location, 'specs/Inner.tla:6:17: bad'],
    ['in a module of a library', '/lib/Inner.tla', location, '/lib/Inner.tla:6:17: bad'],
    ['in the configuration', task.config, { ...location, module: '' }, 'specs/M.cfg:6:17: bad'],
    ['in a file as a whole', 'M.tla', undefined, 'specs/M.tla: bad'],
    ['nowhere', undefined, undefined, 'specs/M.cfg: bad'],
  ])('%s', (_, file, at, expected) => expect(error(file, at)).toBe(`       ${expected}`));
});

test('the command that repeats it finds a configuration that stands elsewhere', () => {
  const trace = { initial: new Map(), steps: [], end: { kind: 'finite' as const }, notes: [] };
  const verdict: Verdict = { kind: 'violated', violation: { kind: 'deadlock' }, statistics: {}, trace };
  expect(text(verdict, join(process.cwd(), 'small cfgs/M.cfg'))).toContain(
    "repeat with: npx tracewright check specs/M.tla --config '../small cfgs/M.cfg' --fp 3\n",
  );
});
