import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareStates } from '../../../src/conformance/compare-states.ts';
import { hostOf } from '../../../src/conformance/host-of.ts';
import { liftValue } from '../../../src/conformance/lift.ts';
import { bagMatcher } from '../../../src/conformance/walks/bag-matcher.ts';
import { seq, valuesEqual, type TlaValue } from '../../../src/trace/index.ts';
import { anyValue } from '../trace/any-value.ts';

const lifted = (host: unknown): TlaValue => {
  const value = liftValue(host);
  if (!value.ok) throw new Error(value.error);
  return value.value;
};

const lines = (expected: unknown, observed: unknown, before?: unknown): readonly string[] =>
  compareStates(
    new Map([['inbox', lifted(expected)]]),
    { inbox: observed },
    before === undefined ? undefined : new Map([['inbox', lifted(before)]]),
    { unordered: ['inbox'] },
  );

describe('a variable without order', () => {
  it('may have any order, also as a map, and lacks or has too many of the elements that are told', () => {
    expect(lines([1, 2, 2], [2, 1, 2])).toEqual([]);
    expect(
      lines(
        [1, 2],
        new Map([
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toEqual([]);
    expect(lines([], {})).toEqual([]);
    expect(lines([1, 2, 2], [2, 3, 2, 2])).toEqual([
      'inbox: 1 is missing in the sequence',
      'inbox: 2 is not expected in the sequence: 2 times expected, 3 times there',
      'inbox: 3 is not expected in the sequence',
    ]);
  });

  it('keeps the order inside of its elements', () => {
    expect(lines([[1, 2]], [[2, 1]])).toEqual([
      'inbox: <<1, 2>> is missing in the sequence',
      'inbox: <<2, 1>> is not expected in the sequence',
    ]);
  });

  it('does not change where only its order does', () => {
    expect(lines([2, 1], [2, 1, 1], [1, 2])).toEqual([
      'inbox: 1 is not expected in the sequence: once expected, 2 times there (the model does not change it in this step)',
    ]);
  });

  it('is compared as ever where it is no sequence', () => {
    expect(lines([1], new Set([1]))[0]).toContain('a sequence is expected, the driver returned a Set');
    expect(lines('none', [1])[0]).toContain('expected "none", actual <<1>>');
    expect(lines([1], [undefined])[0]).toContain('inbox[1] is undefined, which is no TLA+ value');
  });
});

/** Two lists: the second is the first in another order, or nearly. */
const pairs = fc
  .array(anyValue, { maxLength: 5 })
  .chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.oneof(
        fc.shuffledSubarray(list, { minLength: list.length }),
        fc.shuffledSubarray(list),
        fc.array(list.length > 0 ? fc.constantFrom(...list) : anyValue, { maxLength: 5 }),
      ),
    ),
  );

/** Takes elements of one out of the other, one by one: slow, and plainly right. */
function isPermutation(one: readonly TlaValue[], other: readonly TlaValue[]): boolean {
  const [first, ...rest] = one;
  if (!first) return other.length === 0;
  const place = other.findIndex((element) => valuesEqual(element, first));
  return place >= 0 && isPermutation(rest, other.toSpliced(place, 1));
}

describe('the comparison of bags', () => {
  it('accepts each permutation and no other bag', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const [a, b] = [liftValue(hostOf(seq(one))), liftValue(hostOf(seq(other)))];
        if (!a.ok || !b.ok || a.value.kind !== 'seq' || b.value.kind !== 'seq') return;
        const same = isPermutation(a.value.elements, b.value.elements);
        const [expected, shown] = [hostOf(a.value), hostOf(b.value)];
        expect(lines(expected, shown).length === 0).toBe(same);
        if (bagMatcher(a.value)(shown)) expect(same).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds permutations of plain values at once', () => {
    const lists = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(lists, lists, (one, other) => {
        const same = one.toSorted().join() === other.toSorted().join();
        expect(bagMatcher(lifted(one))(other)).toBe(same);
      }),
    );
  });
});
