import { expect, it } from 'vitest';
import { int, printState } from '../../../src/trace/index.ts';

it('prints equal states alike, whatever the order of their variables', () => {
  const [one, other] = [
    new Map([
      ['b', int(1)],
      ['a', int(2)],
    ]),
    new Map([
      ['a', int(2)],
      ['b', int(1)],
    ]),
  ];
  expect(printState(one)).toBe('a = 2 /\\ b = 1');
  expect(printState(other)).toBe(printState(one));
});
