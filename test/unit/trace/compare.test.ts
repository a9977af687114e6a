import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bool,
  compareValues,
  fn,
  int,
  interval,
  intervalElements,
  isFieldName,
  modelValue,
  printValue,
  record,
  seq,
  set,
  string,
  valuesEqual,
  type TlaValue,
} from '../../../src/trace/index.ts';
import { anyValue } from './any-value.ts';

const sign = (n: number): number => Math.sign(n);

describe('compareValues', () => {
  it('is a total order', () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
        expect(compareValues(a, a)).toBe(0);
        expect(sign(compareValues(a, b))).toBe(-sign(compareValues(b, a)) + 0);
        const [x, y, z] = [a, b, c].sort(compareValues) as [TlaValue, TlaValue, TlaValue];
        expect(compareValues(x, y)).toBeLessThanOrEqual(0);
        expect(compareValues(y, z)).toBeLessThanOrEqual(0);
        expect(compareValues(x, z)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('takes an interval for the set of its elements', () => {
    const listed = (low: number, high: number) => set([...intervalElements(BigInt(low), BigInt(high))]);
    expect(valuesEqual(interval(1, 3), listed(1, 3))).toBe(true);
    expect(valuesEqual(interval(5, 1), set([]))).toBe(true);
    expect(valuesEqual(interval(5, 1), interval(9, 2))).toBe(true);
    expect(valuesEqual(interval(1, 3), interval(2, 4))).toBe(false);
    expect(valuesEqual(interval(1, 3), set([int(1), int(2), int(4)]))).toBe(false);
    fc.assert(
      fc.property(fc.nat(4), fc.nat(4), anyValue, (low, size, other) => {
        expect(sign(compareValues(interval(low, low + size), other))).toBe(
          sign(compareValues(listed(low, low + size), other)),
        );
      }),
    );
  });

  it('keeps kinds apart: a model value is no string, 1 is not TRUE', () => {
    expect(valuesEqual(modelValue('a'), string('a'))).toBe(false);
    expect(valuesEqual(int(1), bool(true))).toBe(false);
    expect(valuesEqual(int(2n ** 70n), int(2n ** 70n))).toBe(true);
  });
});

describe('the constructors', () => {
  it('do not depend on the order of what they are given', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyValue, anyValue), { maxLength: 5 }), (pairs) => {
        const elements = pairs.map(([key]) => key);
        expect(set([...elements].reverse())).toEqual(set(elements));
        expect(set([...elements, ...elements])).toEqual(set(elements));
        const unique = pairs.filter(
          ([key], i) => pairs.findIndex(([other]) => valuesEqual(other, key)) === i,
        );
        expect(fn([...unique].reverse())).toEqual(fn(unique));
        expect(fn(pairs)).toEqual(fn(unique));
      }),
    );
  });

  it('store a function as the sequence or record that it is', () => {
    expect(fn([])).toEqual(seq([]));
    expect(
      fn([
        [int(2), bool(true)],
        [int(1), bool(false)],
      ]),
    ).toEqual(seq([bool(false), bool(true)]));
    expect(
      fn([
        [string('b'), int(1)],
        [string('a'), int(2)],
      ]),
    ).toEqual(
      record([
        ['a', int(2)],
        ['b', int(1)],
      ]),
    );
    expect(fn([[int(0), int(1)]]).kind).toBe('fn');
    expect(fn([[string('a b'), int(1)]]).kind).toBe('fn');
    expect(record([['IF', int(1)]]).kind).toBe('fn');
  });

  it('know which strings can be field names', () => {
    for (const name of ['a', 'A1', '1a', '_a', 'line', 'Nat', 'TRUE'])
      expect(isFieldName(name), name).toBe(true);
    for (const name of ['', '1', '_', 'a b', 'IF', 'WF_a', 'SF_', 'é', 'a-b'])
      expect(isFieldName(name), name).toBe(false);
  });
});

describe('printValue', () => {
  it('prints equal text for equal values that are no intervals, and different text for different ones', () => {
    const withoutIntervals = anyValue.filter((value) => !printValue(value).includes('..'));
    fc.assert(
      fc.property(withoutIntervals, withoutIntervals, (a, b) => {
        expect(printValue(a) === printValue(b)).toBe(valuesEqual(a, b));
      }),
    );
  });
});
