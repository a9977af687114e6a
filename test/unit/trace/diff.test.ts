import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  diffStates,
  diffValues,
  fn,
  int,
  interval,
  printDifference,
  record,
  seq,
  set,
  string,
  valuesEqual,
  type State,
  type TlaValue,
} from '../../../src/trace/index.ts';
import { anyValue } from './any-value.ts';

const lines = (before: TlaValue, after: TlaValue): string[] =>
  diffValues(before, after, ['x']).map((difference) => printDifference(difference));

describe('diffValues', () => {
  it('is empty exactly for equal values', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(diffValues(a, b).length === 0).toBe(valuesEqual(a, b));
        expect(diffValues(a, a)).toEqual([]);
      }),
    );
  });

  it('is the same backwards with added and removed exchanged', () => {
    const turned = { changed: 'changed', added: 'removed', removed: 'added' };
    const kinds = (a: TlaValue, b: TlaValue) =>
      diffValues(a, b)
        .map(({ path, change }) => `${path.join('')} ${change.kind}`)
        .sort();
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const there = diffValues(a, b).map(({ path, change }) => `${path.join('')} ${turned[change.kind]}`);
        expect(kinds(b, a)).toEqual(there.sort());
      }),
    );
  });

  it('goes as deep as it can', () => {
    const page = (flags: TlaValue, at: number) =>
      record([
        ['flags', flags],
        ['at', int(at)],
      ]);
    expect(
      lines(
        fn([[int(0), page(set([string('locked')]), 1)]]),
        fn([[int(0), page(set([string('dirty')]), 2)]]),
      ),
    ).toEqual(['x[0].at: 1 -> 2', 'x[0].flags: - "locked"', 'x[0].flags: + "dirty"']);
    expect(lines(seq([int(1)]), seq([int(2), int(3)]))).toEqual(['x[1]: 1 -> 2', 'x[2]: + 3']);
    expect(lines(int(1), string('1'))).toEqual(['x: 1 -> "1"']);
    expect(lines(interval(1, 2), interval(1, 3))).toEqual(['x: 1..2 -> 1..3']);
  });
});

describe('diffStates', () => {
  it('lists variables in the order of the first state, then what only the second has', () => {
    const before: State = new Map([
      ['b', int(1)],
      ['a', int(1)],
      ['gone', int(1)],
    ]);
    const after: State = new Map([
      ['new', int(1)],
      ['a', int(2)],
      ['b', int(2)],
    ]);
    expect(diffStates(before, after).map((difference) => printDifference(difference))).toEqual([
      'b: 1 -> 2',
      'a: 1 -> 2',
      'gone: - 1',
      'new: + 1',
    ]);
  });
});
