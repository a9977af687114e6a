import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as ActorThreads from '../../src/kernel/workers/actor-thread.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { builtKernel } from './built-kernel.ts';

const ACTOR_THREAD = new URL('../../dist/kernel/workers/actor-thread.js', import.meta.url).href;

const shape = { pages: 2, users: 2, seed: 42 };

/** Nothing is expected of time but that this is enough of it. */
const AT_MOST_MS = 40_000;

let kernel: Awaited<ReturnType<typeof builtKernel>>;

beforeAll(async () => {
  kernel = await builtKernel();
});

type Memory = Awaited<ReturnType<typeof kernel.runFree>>['memory'];

const contents = (memory: Memory, page: number, part: number): Uint8Array => {
  const at = kernel.storageByte(memory, page, part);
  return memory.bytes.slice(at, at + kernel.layout.PAGE_BYTES);
};

describe('free threads', () => {
  it('baseline: devices change pages under writeback, and pages become dirty by surprise', async () => {
    const { counts, failures } = await kernel.runFree({
      ...shape,
      design: 'baseline',
      milliseconds: AT_MOST_MS,
      stopWhen: ({ guardErrors, surpriseDirty }) => guardErrors > 0 && surpriseDirty > 0,
    });
    expect(failures).toEqual([]);
    expect(counts.guardErrors).toBeGreaterThan(0);
    expect(counts.surpriseDirty).toBeGreaterThan(0);
  });

  it('pin-blocks-writeback: neither, in a run in which much is written and put off, and nothing is lost', async () => {
    const { counts, failures, memory, heldLocks, lostPages } = await kernel.runFree({
      ...shape,
      design: 'pin-blocks-writeback',
      milliseconds: AT_MOST_MS,
      stopWhen: ({ pagesWritten, pagesPutOff }) => pagesWritten >= 1000 && pagesPutOff >= 200,
    });
    expect(failures).toEqual([]);
    expect(counts).toMatchObject({ guardErrors: 0, surpriseDirty: 0, droppedDirty: 0 });
    expect(counts.pagesWritten).toBeGreaterThanOrEqual(1000);
    expect(counts.pagesPutOff).toBeGreaterThanOrEqual(200);
    expect(heldLocks).toEqual([]);
    expect(lostPages).toBe(0);
    for (let page = 0; page < memory.pages; page++) {
      const { STORAGE_BLOCK, STORAGE_MEMORY } = kernel.layout;
      expect(contents(memory, page, STORAGE_BLOCK)).toEqual(contents(memory, page, STORAGE_MEMORY));
    }
  });

  it.each(['hybrid', 'user-bounce-pages', 'device-page-tables'] as const)(
    '%s: nothing is lost, with a long-term user and copy on write',
    async (design) => {
      const { counts, failures, heldLocks, lostPages } = await kernel.runFree({
        ...shape,
        design,
        longTermUsers: 1,
        features: ['cow'],
        milliseconds: AT_MOST_MS,
        stopWhen: ({ pagesWritten, dmaWrites }) => pagesWritten >= 500 && dmaWrites >= 500,
      });
      expect(failures).toEqual([]);
      expect(counts).toMatchObject({ guardErrors: 0, surpriseDirty: 0, droppedDirty: 0, noSpace: 0 });
      expect(counts.pagesWritten).toBeGreaterThanOrEqual(500);
      expect(heldLocks).toEqual([]);
      expect(lostPages).toBe(0);
    },
  );

  it('baseline: devices write to blocks that a truncation has freed, where the memory is the disk', async () => {
    const { counts, failures } = await kernel.runFree({
      ...shape,
      design: 'baseline',
      features: ['dax', 'truncate'],
      milliseconds: AT_MOST_MS,
      stopWhen: ({ freedWritten, truncates }) => freedWritten > 0 && truncates > 1,
    });
    expect(failures).toEqual([]);
    expect(counts.freedWritten).toBeGreaterThan(0);
  });

  it.each([
    ['hybrid', ['cow', 'truncate']],
    ['hybrid', ['reflink', 'throttle']],
    ['hybrid', ['dax', 'truncate']],
    ['device-page-tables', ['truncate', 'direct-io']],
  ] as const)(
    '%s with %s: nothing is lost, freed under a device or seen by a clone',
    async (design, features) => {
      const { counts, failures, heldLocks, lostPages } = await kernel.runFree({
        ...shape,
        design,
        features,
        milliseconds: 3_000,
      });
      expect(failures).toEqual([]);
      expect(heldLocks).toEqual([]);
      expect(lostPages).toBe(0);
      expect(counts).toMatchObject({
        guardErrors: 0,
        surpriseDirty: 0,
        droppedDirty: 0,
        noSpace: 0,
        clonesChanged: 0,
        freedWritten: 0,
      });
      if (features.some((feature) => feature === 'truncate')) expect(counts.truncates).toBeGreaterThan(0);
      if (features.some((feature) => feature === 'throttle')) expect(counts.throttles).toBeGreaterThan(0);
      if (features.some((feature) => feature === 'reflink')) expect(counts.pagesCloned).toBe(2);
    },
  );

  it.each([
    ['baseline', { stripes: 1, inconsistent: 1, rebuiltWrong: 2 }],
    ['hybrid', { stripes: 1, inconsistent: 0, rebuiltWrong: 0 }],
    ['tolerate', { stripes: 1, inconsistent: 0, rebuiltWrong: 0 }],
    ['pin-blocks-writeback', { stripes: 1, inconsistent: 0, rebuiltWrong: 0 }],
  ] as const)('%s: what a scrub of a RAID5 finds', async (design, expected) => {
    const { counts, failures, scrub } = await kernel.runFree({
      ...shape,
      design,
      features: ['parity'],
      milliseconds: AT_MOST_MS,
      stopWhen: ({ pagesWritten, dmaWrites }) => pagesWritten >= 1000 && dmaWrites >= 10_000,
    });
    expect(failures).toEqual([]);
    expect(counts.pagesWritten).toBeGreaterThanOrEqual(1000);
    expect(counts.guardErrors).toBe(0);
    expect(scrub).toEqual(expected);
  });

  it('hybrid: what the device wrote to its file reads back, by tags and bytes', async () => {
    const deviceFile = join(tempFolder({}), 'device');
    const run = { ...shape, design: 'hybrid', features: ['cow'] } as const;
    expect(kernel.prepareDeviceFile(deviceFile, kernel.blocksOf(run))).toBeUndefined();
    const { counts, failures, readBackErrors } = await kernel.runFree({
      ...run,
      deviceFile,
      milliseconds: AT_MOST_MS,
      stopWhen: ({ pagesWritten }) => pagesWritten >= 100,
    });
    expect(failures).toEqual([]);
    expect(counts.pagesWritten).toBeGreaterThanOrEqual(100);
    expect(readBackErrors).toBe(0);
  });

  it('end when the device has no space for a block, and say so', async () => {
    const { failures, readBackErrors } = await kernel.runFree({
      ...shape,
      design: 'hybrid',
      deviceFile: '/dev/full',
      milliseconds: AT_MOST_MS,
    });
    expect(failures).toMatchObject([
      { worker: 'block-device', error: expect.stringContaining('ENOSPC') as string },
    ]);
    expect(readBackErrors).toBeUndefined();
  });

  it('linux-today: refuses the long-term pin as often as it is asked for, and its short ones change pages under writeback', async () => {
    const { counts, failures } = await kernel.runFree({
      ...shape,
      design: 'linux-today',
      longTermUsers: 1,
      milliseconds: AT_MOST_MS,
      stopWhen: ({ guardErrors, pinsRefused }) => guardErrors > 0 && pinsRefused > 1,
    });
    expect(failures).toEqual([]);
    expect(counts.pinsRefused).toBeGreaterThan(1);
    expect(counts.guardErrors).toBeGreaterThan(0);
  });

  it('end when a thread dies, and say which and why', async () => {
    const { failures, lostPages } = await kernel.runFree({
      ...shape,
      design: 'no such design' as never,
      milliseconds: AT_MOST_MS,
    });
    expect(failures.length).toBeGreaterThan(0);
    for (const { worker, error } of failures) {
      expect(worker).toMatch(/^(flusher|syncer|reclaimer|gup-user \d)$/);
      expect(error).toMatch(/reading '(decide|reclaim|pin)'/);
    }
    expect(lostPages).toBeUndefined();
  });

  it('say which lock a thread held that died in a writeback pass', async () => {
    const memory = kernel.createMemory({ pages: 1, users: 0, repeat: false });
    kernel.tryHandleWriteFault(memory, 0);
    const actor = { name: 'flusher', role: 'flusher', design: 'no such design', user: 0, seed: 1 } as const;
    const { startActor } = (await import(ACTOR_THREAD)) as typeof ActorThreads;
    const died = await startActor(memory, actor as never).ended;
    // It died when it asked its design about a page that it had locked.
    expect(died?.message).toContain("reading 'decide'");
    expect(kernel.heldLocks(memory, ['flusher'])).toEqual([
      { lock: 'page lock', page: 0, by: ['flusher'], inPass: true },
    ]);
  });
});
