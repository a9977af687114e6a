import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asCompared,
  comparedText,
  hasOrder,
  int,
  seq,
  set,
  type TlaValue,
} from '../../../src/trace/index.ts';
import { anyValue } from './any-value.ts';

const BAG = { unordered: ['x'] };
const state = (x: TlaValue, y: TlaValue = int(0)) =>
  new Map([
    ['x', x],
    ['y', y],
  ]);

test('a state is compared without what is ignored, and no other order than that of an unordered variable is lost', () => {
  expect([...asCompared(state(int(1)), { ignored: ['x'] })]).toEqual([['y', int(0)]]);
  const swapped = seq([int(2), int(1)]);
  expect([...asCompared(state(swapped, swapped), BAG)]).toEqual([
    ['x', seq([int(1), int(2)])],
    ['y', swapped],
  ]);
  const nested = seq([swapped]);
  expect(asCompared(state(nested), BAG).get('x')).toEqual(nested);
});

test('two orders of a sequence are compared as equal, two different bags are not', () => {
  const elements = fc.array(anyValue, { maxLength: 6 });
  const shuffled = elements.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  const textOf = (list: readonly TlaValue[]): string => comparedText(state(seq(list)), BAG);
  fc.assert(
    fc.property(shuffled, anyValue, ([list, other], more) => {
      expect(textOf(other)).toBe(textOf(list));
      expect(textOf([...other, more])).not.toBe(textOf(list));
    }),
  );
});

test('only a sequence with elements has an order', () => {
  expect(hasOrder([seq([]), int(1), set([int(1)])])).toBe(false);
  expect(hasOrder([seq([]), seq([int(1)])])).toBe(true);
});
