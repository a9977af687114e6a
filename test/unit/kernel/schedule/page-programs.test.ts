import { describe, expect, it } from 'vitest';
import type { DesignName } from '../../../../src/kernel/index.ts';
import {
  PAGE_PROGRAMS,
  pageProgram,
  parseSchedule,
  EXHAUSTIVE,
  printSchedule,
  replay,
  sample,
  search,
  shrinkSchedule,
  type Failure,
} from '../../../../src/kernel/schedule/index.ts';

const CHANCE = { seed: 1, mostRuns: 20_000, longestRun: 1_000, spuriousWakeUps: 0, timeOuts: 0 };
const PCT = { ...CHANCE, strategy: { depth: 3 } } as const;

/** What the core is known to do with each design, and where the domain notes of the study tell of it. */
const KNOWN: readonly (readonly [DesignName, string, Failure['kind'], string])[] = [
  // C1: data changes under writeback.
  ['baseline', 'pin-writeback', 'assertion', 'guard error: page 0'],
  ['baseline', 'store-writeback-dma', 'assertion', 'guard error: page 0'],
  ['linux-today', 'pin-writeback', 'assertion', 'guard error: page 0'],
  // C2: a dirty page without buffers; legal in the design that tolerates it.
  ['baseline', 'late-report', 'assertion', 'surprise dirty: page 0'],
  ['tolerate', 'late-report', 'assertion', 'surprise dirty: page 0'],
  // C3: no reservation.
  ['baseline', 'cow-late-report', 'assertion', 'no space: writeback of page 0'],
  ['linux-today', 'cow-late-report', 'assertion', 'no space: writeback of page 0'],
  ['rfc-2023', 'cow-fsync-twice', 'assertion', 'no space: writeback of page 0'],
  // C4: lost writes.
  ['baseline', 'lost-write', 'assertion', 'lost write: page 0'],
  ['baseline', 'invalidate-pin', 'assertion', 'lost write: what was written to page 0'],
  ['linux-today', 'invalidate-pin', 'assertion', 'lost write: what was written to page 0'],
  // C5: truncate while DMA runs.
  ['baseline', 'dax-truncate', 'assertion', 'freed block written'],
  ['tolerate', 'dax-truncate', 'assertion', 'freed block written'],
  // C6: stale tail.
  ['baseline', 'tail-writeback', 'assertion', 'stale tail'],
  // C7: a clone sees later writes.
  ['baseline', 'clone-pin', 'assertion', 'clone changed: page 0'],
  ['tolerate', 'clone-pin', 'assertion', 'clone changed: page 0'],
  ['rfc-2023', 'clone-after-sync', 'assertion', 'clone changed: page 0'],
  // C8: deadlocks that appear in the fixes.
  ['pin-blocks-locked', 'pin-writeback', 'deadlock', 'user0 sleeps on page 0 flags'],
  [
    'pin-blocks-locked',
    'crossed-pins',
    'deadlock',
    'user0 sleeps on page 1 flags, user1 sleeps on page 0 flags',
  ],
  [
    'pin-blocks-drain',
    'crossed-pins',
    'deadlock',
    'user0 sleeps on page 1 flags, user1 sleeps on page 0 flags',
  ],
  // Pins that are never given back. (C9, a missed pin, is in no design: see the broken primitives.)
  ['pin-blocks-writeback', 'fsync-long-pin', 'livelock', 'fsync ended no operation'],
  ['pin-blocks-drain', 'fsync-long-pin', 'livelock', 'fsync ended no operation'],
  ['revocation', 'fsync-long-pin', 'livelock', 'fsync ended no operation'],
  ['pin-blocks-locked', 'fsync-long-pin', 'deadlock', 'fsync sleeps on page 0 refcount'],
  ['pin-blocks-writeback', 'truncate-long-pin', 'deadlock', 'truncate sleeps on page 0 refcount'],
  ['revocation', 'truncate-long-pin', 'deadlock', 'truncate sleeps on page 0 refcount'],
];

/** Programs in which no run of the designs fails that the models call safe there. */
const SAFE: Readonly<Partial<Record<DesignName, readonly string[]>>> = {
  hybrid: Object.keys(PAGE_PROGRAMS),
  'user-bounce-pages': Object.keys(PAGE_PROGRAMS),
  'device-page-tables': Object.keys(PAGE_PROGRAMS),
  'rfc-2023': [
    'pin-writeback',
    'late-report',
    'fsync-long-pin',
    'invalidate-pin',
    'dax-truncate',
    'tail-writeback',
  ],
  'refuse-long-term': [
    'pin-writeback',
    'store-writeback-dma',
    'fsync-long-pin',
    'cow-fsync-twice',
    'clone-pin',
  ],
};

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

  it.each(Object.entries(SAFE))(
    '%s: 100 random runs of each program find nothing',
    (design, names) => {
      for (const name of names) {
        const report = sample(pageProgram(name, design as DesignName), { ...PCT, mostRuns: 100 });
        expect([name, report]).toMatchObject([name, { found: undefined, runs: 100 }]);
      }
    },
    300_000,
  );

  it('pin-blocks-drain, store-writeback-dma: no wake-up by the last unpin is lost, whoever else waits for flags', () => {
    const report = sample(pageProgram('store-writeback-dma', 'pin-blocks-drain'), { ...PCT, mostRuns: 600 });
    expect(report).toMatchObject({ found: undefined, runs: 600 });
  }, 300_000);

  it('hybrid, dax-truncate: all runs are explored, and none is taken for a livelock', () => {
    expect(search(pageProgram('dax-truncate', 'hybrid'), EXHAUSTIVE)).toMatchObject({
      found: undefined,
      isComplete: true,
    });
  }, 300_000);

  it.each(['baseline', 'linux-today', 'tolerate', 'hybrid'] as const)(
    '%s, truncate-long-pin: truncation waits for the lock and for writeback, and for no pin',
    (design) => {
      const report = sample(pageProgram('truncate-long-pin', design), { ...PCT, mostRuns: 1_000 });
      expect(report).toMatchObject({ found: undefined, runs: 1_000 });
    },
    300_000,
  );

  it('a schedule that does not fit is refused, and says where', () => {
    expect(replay(pageProgram('pin-writeback', 'baseline'), parseSchedule('a3j')!)).toEqual({
      ok: false,
      at: 3,
      fibre: 9,
      needsSleep: false,
    });
  });

  it('a replay names what each step does', () => {
    const replayed = replay(pageProgram('pin-writeback', 'baseline'), parseSchedule('b')!);
    expect(replayed.ok && replayed.steps.slice(0, 4).map(({ text }) => text)).toEqual([
      'load(page 0 flags) = 0',
      'load(page 0 flags) = 0',
      'load(user 0 at) = 0',
      'compareExchange(page 0 ptl, 0, 1) = 0',
    ]);
  });
});
