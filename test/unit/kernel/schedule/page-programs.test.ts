import { describe, expect, it } from 'vitest';
import {
  pageProgram,
  parseSchedule,
  printSchedule,
  replay,
  sample,
  shrinkSchedule,
  type Failure,
} from '../../../../src/kernel/schedule/index.ts';

const CHANCE = { seed: 1, mostRuns: 20_000, longestRun: 1_000, spuriousWakeUps: 0, timeOuts: 0 };
const PCT = { ...CHANCE, strategy: { depth: 3 } } as const;

/** What the core is known to do with each design, and where the domain notes of the study tell of it. */
const KNOWN: readonly (readonly ['baseline' | 'pin-blocks-writeback', string, Failure['kind'], string])[] = [
  ['baseline', 'pin-writeback', 'assertion', 'guard error: page 0'],
  ['baseline', 'store-writeback-dma', 'assertion', 'guard error: page 0'],
  ['baseline', 'late-report', 'assertion', 'surprise dirty: page 0'],
  ['baseline', 'lost-write', 'assertion', 'lost write: page 0'],
  ['pin-blocks-writeback', 'fsync-long-pin', 'livelock', 'fsync ended no operation'],
];

describe('small programs on the page cache', () => {
  it.each(KNOWN)(
    '%s, %s: found, shrunk, and repeated 100 times out of 100',
    (design, name, kind, message) => {
      const { found } = sample(pageProgram(name, design), PCT);
      expect(found?.failure).toMatchObject({ kind, message: expect.stringContaining(message) as string });
      const text = printSchedule(shrinkSchedule(pageProgram(name, design), found!.schedule));
      expect(text.length).toBeLessThanOrEqual(printSchedule(found!.schedule).length);
      const first = replay(pageProgram(name, design), parseSchedule(text)!);
      expect(first.ok && first.failure).toMatchObject({
        kind,
        message: expect.stringContaining(message) as string,
      });
      for (let i = 0; i < 99; i++)
        expect(replay(pageProgram(name, design), parseSchedule(text)!)).toEqual(first);
    },
    300_000,
  );

  it.each([
    'pin-writeback',
    'store-writeback-dma',
    'late-report',
    'lost-write',
    'fsync-pin',
    'store-writeback',
  ])(
    'pin-blocks-writeback, %s: 500 random runs find nothing',
    (name) => {
      const report = sample(pageProgram(name, 'pin-blocks-writeback'), { ...PCT, mostRuns: 500 });
      expect(report).toMatchObject({ found: undefined, runs: 500 });
    },
    300_000,
  );

  it('a schedule that does not fit is refused, and says where', () => {
    expect(replay(pageProgram('pin-writeback', 'baseline'), parseSchedule('a3j')!)).toEqual({
      ok: false,
      at: 3,
    });
  });

  it('a replay names what each step does', () => {
    const replayed = replay(pageProgram('pin-writeback', 'baseline'), parseSchedule('b')!);
    expect(replayed.ok && replayed.steps.slice(0, 4).map(({ text }) => text)).toEqual([
      'load(page 0 flags) = 0',
      'load(user 0 at) = 0',
      'compareExchange(page 0 ptl, 0, 1) = 0',
      'load(page 0 pte) = 0',
    ]);
  });
});
