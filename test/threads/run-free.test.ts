import { beforeAll, describe, expect, it } from 'vitest';
import { builtKernel } from './built-kernel.ts';

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

  it('end when a thread dies, and say which and why', async () => {
    const { failures, heldLocks, lostPages } = await kernel.runFree({
      ...shape,
      design: 'no such design' as never,
      milliseconds: AT_MOST_MS,
    });
    expect(failures).toEqual([
      { worker: 'flusher', error: expect.stringContaining('mayWriteBack') as string },
    ]);
    // It died when it asked its design about a page that it had locked.
    expect(heldLocks).toEqual([
      { lock: 'page lock', page: expect.any(Number) as number, by: ['flusher'], inPass: true },
    ]);
    expect(lostPages).toBeUndefined();
  });
});
