import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_FIBRES, parseSchedule, printSchedule, WAYS } from '../../../../src/kernel/schedule/index.ts';

describe('printed schedules', () => {
  it('are read back as they were', () => {
    const anySchedule = fc.array(fc.nat(MOST_FIBRES * WAYS - 1), { maxLength: 60 });
    const property = fc.property(anySchedule, (schedule) => {
      expect(parseSchedule(printSchedule(schedule))).toEqual(schedule);
    });
    fc.assert(property);
  });

  it.each([
    ['a12b3a!c~', [...Array<number>(12).fill(0), 3, 3, 3, 1, 8]],
    ['', []],
  ])('%j', (text, schedule) => {
    expect(parseSchedule(text)).toEqual(schedule);
    expect(printSchedule(schedule)).toBe(text);
  });

  it.each(['k', 'A', '3', 'a0', 'a-1', 'a b', 'a!2', 'a99999999'])('%j is no schedule', (text) => {
    expect(parseSchedule(text)).toBeUndefined();
  });
});
