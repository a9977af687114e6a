import { describe, expect, test } from 'vitest';
import { liftValue } from '../../../src/conformance/lift.ts';
import { fn, int, ok, seq, set, string } from '../../../src/trace/index.ts';

describe('liftValue', () => {
  test('lifts sets and maps of different elements', () => {
    expect(liftValue(new Set([[1], [2]]))).toEqual(ok(set([seq([int(1)]), seq([int(2)])])));
    expect(liftValue(new Map([[5, 'a']]))).toEqual(ok(fn([[int(5), string('a')]])));
    expect(liftValue(new Map())).toEqual(ok(fn([])));
  });

  test.each([
    ['a set', new Set([[1], [1]]), 'the set has two equal elements'],
    ['a set of two kinds of numbers', new Set([1, 1n]), 'the set has two equal elements'],
    [
      'a map',
      new Map<unknown, string>([
        [1n, 'a'],
        [1, 'b'],
      ]),
      'the map has two equal keys',
    ],
    [
      'a map whose images are equal too',
      new Map([
        [[1], 'a'],
        [[1], 'a'],
      ]),
      'the map has two equal keys',
    ],
    ['a set in a record', { seen: new Set([[], []]) }, '.seen has two equal elements'],
  ])('%s with elements that are one value in TLA+ is refused', (_, host, message) => {
    expect(liftValue(host)).toEqual({ ok: false, error: message });
  });
});
