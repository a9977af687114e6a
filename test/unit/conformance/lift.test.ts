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
    ['a set', new Set([[1], [1]]), 'the set has two elements that are equal in TLA+'],
    ['a set of two kinds of numbers', new Set([1, 1n]), 'the set has two elements that are equal in TLA+'],
    [
      'a map',
      new Map<unknown, string>([
        [1n, 'a'],
        [1, 'b'],
      ]),
      'the map has two keys that are equal in TLA+',
    ],
    [
      'a map whose images are equal too',
      new Map([
        [[1], 'a'],
        [[1], 'a'],
      ]),
      'the map has two keys that are equal in TLA+',
    ],
    ['a set in a record', { seen: new Set([[], []]) }, 'seen has two elements that are equal in TLA+'],
  ])('%s with elements that are one value in TLA+ is refused', (_, host, message) => {
    expect(liftValue(host)).toEqual({ ok: false, error: message });
  });

  const cycle: { next?: unknown } = {};
  cycle.next = [cycle];
  test.each<[string, unknown, string]>([
    ['undefined', { at: undefined }, 'io.at is undefined, which is no TLA+ value'],
    ['null', [null], 'io[1] is null, which is no TLA+ value'],
    ['a hole', Array(1), 'io[1] is undefined, which is no TLA+ value'],
    ['a function', () => 1, 'io is a function, which is no TLA+ value'],
    ['a symbol', Symbol('p1'), 'io is a symbol, which is no TLA+ value'],
    ['a fraction', 0.5, 'io is the fraction 0.5, which is no TLA+ value'],
    ['no number', NaN, 'io is the number NaN, which is no TLA+ value'],
    [
      'a number beyond 2^53',
      2 ** 60,
      'io is the number 1152921504606847000, beyond 2^53 (use a bigint), which is no TLA+ value',
    ],
    ['a promise', { at: Promise.resolve(1) }, 'io.at is a Promise (await it), which is no TLA+ value'],
    [
      'bytes',
      new Uint8Array(2),
      'io is an instance of Uint8Array (use an array: Array.from), which is no TLA+ value',
    ],
    ['an instance', new Date(0), 'io is an instance of Date, which is no TLA+ value'],
    [
      'what is in a map',
      new Map([['u1', new Date(0)]]),
      'io[u1] is an instance of Date, which is no TLA+ value',
    ],
    ['what contains itself', cycle, 'io.next[1] contains itself'],
    ['a set in itself', selfContaining(), 'an element of io contains itself'],
  ])('%s is named with its place', (_, host, message) => {
    expect(liftValue(host, 'io')).toEqual({ ok: false, error: message });
  });

  test('what is there twice, but not inside of itself, is lifted', () => {
    const shared = new Set([1]);
    expect(liftValue([shared, shared])).toEqual(ok(seq([set([int(1)]), set([int(1)])])));
  });
});

function selfContaining(): Set<unknown> {
  const all = new Set<unknown>();
  return all.add(all);
}
