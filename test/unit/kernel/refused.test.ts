import { describe, expect, it } from 'vitest';
import {
  baseline,
  blockByte,
  createMemory,
  decideWriteback,
  diskVersion,
  DESIGNS,
  dmaWrite,
  endPageWriteback,
  extendFile,
  finishDma,
  finishTruncate,
  folioPins,
  folioRefCount,
  gupFastCount,
  gupFastRead,
  fsyncStart,
  handleWriteFault,
  invalidateFolio,
  layout,
  lockPage,
  pageMkclean,
  pageWord,
  pinUserPage,
  readFlags,
  reserveBlocks,
  shareBlock,
  shrinkFolio,
  startDma,
  startPageWriteback,
  storeThroughMapping,
  testClearPageDirty,
  transferBio,
  truncateFile,
  truncatePage,
  truncateStart,
  tryFsyncReturn,
  tryHandleWriteFault,
  tryLockForWriteback,
  trySetPageDirtyLock,
  unpinUserPage,
  unlockPage,
  userAt,
  writeCachePages,
  writePage,
  type PageMemory,
} from '../../../src/kernel/index.ts';
import { proceedByCopy } from '../../../src/kernel/fs/decide-writeback.ts';

const { FEATURE_BLOCK_MAP, FEATURE_COW, FEATURE_DAX, FEATURE_HOLES, FEATURE_LEDGER } = layout;
const { FEATURE_DIRECT_IO, FEATURE_MULTI_PAGE, FEATURE_ORPHANS, FEATURE_THROTTLE } = layout;
const { FEATURE_CROWDED, FEATURE_PARITY, NO_BLOCK, PAGE_NOT_DURABLE, PAGE_OWED } = layout;

const past = () => performance.now() - 1;
const word = (memory: PageMemory, field: number, page = 0) => memory.words[pageWord(page, field)];
const memoryWith = (features: number, freeBlocks = 0) =>
  createMemory({ pages: 2, users: 2, repeat: false, features, freeBlocks });

/** A call that is refused must leave every byte as it was. */
function refuses(memory: PageMemory, call: (memory: PageMemory) => boolean): void {
  const before = memory.bytes.slice();
  expect(call(memory)).toBe(false);
  expect(memory.bytes.every((byte, i) => byte === before[i])).toBe(true);
}

/** A pass of the baseline over one page, up to where its write is submitted. */
function lockForWrite(memory: PageMemory, page: number): void {
  tryLockForWriteback(memory, page);
  pageMkclean(memory, page);
  decideWriteback(memory, page, baseline);
  testClearPageDirty(memory, page);
}

/** Takes the private data of page 0 away, as reclaim under a pin did. */
function withoutPrivate(memory: PageMemory): void {
  memory.words[pageWord(0, layout.PAGE_FLAGS)] = readFlags(memory, 0) & ~layout.PG_private;
}

/** Writes what is dirty to the device. */
function write(memory: PageMemory, page: number): void {
  writeCachePages(memory, baseline);
  transferBio(memory, page);
  endPageWriteback(memory, page);
}

describe('a write fault ends in SIGBUS, without a deadline', () => {
  it('beyond the end of the file', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
    truncateFile(memory, baseline);
    refuses(memory, (m) => handleWriteFault(m, 0));
  });

  it('if its write needs a block and there is none', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_COW, 0);
    refuses(memory, (m) => handleWriteFault(m, 0));
    const holes = memoryWith(FEATURE_BLOCK_MAP | FEATURE_HOLES, 1);
    expect(handleWriteFault(holes, 0)).toBe(true);
    expect(word(holes, layout.PAGE_RESERVED)).toBe(1);
  });

  it('but not if a block is reserved for it, or if it writes in place', () => {
    const reserved = memoryWith(FEATURE_BLOCK_MAP | FEATURE_COW, 1);
    expect(reserveBlocks(reserved, 0, 1)).toBe(true);
    expect(handleWriteFault(reserved, 0)).toBe(true);
    expect(word(reserved, layout.PAGE_RESERVED)).toBe(1);
    expect(handleWriteFault(reserved, 1)).toBe(false);
    expect(handleWriteFault(memoryWith(FEATURE_BLOCK_MAP), 0)).toBe(true);
    expect(handleWriteFault(memoryWith(FEATURE_BLOCK_MAP | FEATURE_DAX), 0)).toBe(true);
  });
});

it('a write fault waits while writers are throttled, but not beyond the deadline', () => {
  const memory = memoryWith(FEATURE_THROTTLE);
  memory.words[layout.HEADER_THROTTLED] = 1;
  refuses(memory, (m) => tryHandleWriteFault(m, 0));
  refuses(memory, (m) => handleWriteFault(m, 0, past()));
  refuses(memory, (m) => handleWriteFault(m, 0, performance.now() + 20));
  memory.words[layout.HEADER_THROTTLED] = 0;
  expect(handleWriteFault(memory, 0)).toBe(true);
});

describe('truncation', () => {
  it('begins only where there is something to remove, and once', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
    expect(truncateStart(memory)).toBe(true);
    refuses(memory, truncateStart);
    expect([0, 1].map((page) => truncatePage(memory, page))).toEqual([true, true]);
    expect(memory.words[layout.HEADER_TRUNCATING]).toBe(0);
    refuses(memory, truncateStart);
  });

  it('removes no page under writeback, none that is locked, and none that it was not asked to', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
    refuses(memory, (m) => truncatePage(m, 0));
    truncateStart(memory);
    lockPage(memory, 0);
    refuses(memory, (m) => truncatePage(m, 0));
    startPageWriteback(memory, 0);
    unlockPage(memory, 0);
    refuses(memory, (m) => truncatePage(m, 0));
  });

  it.each(['linux-today', 'hybrid'] as const)(
    '%s: waits for a pin with DAX, and without it does not',
    (name) => {
      const policy = DESIGNS[name];
      const dax = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS | FEATURE_DAX);
      expect(pinUserPage(dax, 0, 0, policy)).toBe(true);
      expect(policy.truncateWaits(dax, 0)).toBe(true);
      expect(policy.truncateWaits(dax, 1)).toBe(false);
      truncateStart(dax);
      expect(finishTruncate(dax, 0, policy, past())).toBe(false);
      unpinUserPage(dax, 0);
      expect(finishTruncate(dax, 0, policy, past())).toBe(true);

      const cached = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
      pinUserPage(cached, 0, 0, policy);
      expect(policy.truncateWaits(cached, 0)).toBe(false);
    },
  );
});

it('a clone gets the block of a clean page at rest, once, and each page its own', () => {
  const memory = memoryWith(FEATURE_BLOCK_MAP, 2);
  handleWriteFault(memory, 0);
  refuses(memory, (m) => shareBlock(m, 0));
  expect(shareBlock(memory, 1)).toBe(true);
  expect([memory.words[memory.blockRecords], memory.words[memory.blockRecords + 1]]).toEqual([1, 2]);
  expect(word(memory, layout.PAGE_CLONE_BLOCK, 1)).toBe(1);
  refuses(memory, (m) => shareBlock(m, 1));
});

it('blocks are reserved all or none, and none is none', () => {
  const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_COW, 2);
  refuses(memory, (m) => reserveBlocks(m, 0, 3));
  expect(reserveBlocks(memory, 0, 0)).toBe(true);
  expect(reserveBlocks(memory, 0, 2)).toBe(true);
  expect([word(memory, layout.PAGE_RESERVED), memory.words[layout.HEADER_FREE_BLOCKS]]).toEqual([2, 0]);
});

it('fsync owes what was handed back before, and nothing once all is written', () => {
  const memory = memoryWith(FEATURE_LEDGER);
  handleWriteFault(memory, 0);
  pinUserPage(memory, 0, 0, baseline);
  startDma(memory, 0);
  dmaWrite(memory, 0);
  finishDma(memory, 0);
  trySetPageDirtyLock(memory, 0);
  expect(fsyncStart(memory)).toBe(true);
  expect([word(memory, PAGE_OWED), diskVersion(memory, 0)]).toEqual([1, 0]);
  refuses(memory, tryFsyncReturn);
  writeCachePages(memory, baseline);
  refuses(memory, tryFsyncReturn);
  for (const page of [0, 1]) if (transferBio(memory, page)) endPageWriteback(memory, page);
  expect(tryFsyncReturn(memory)).toBe(true);
  expect(diskVersion(memory, 0)).toBe(1);
  expect([PAGE_NOT_DURABLE, PAGE_OWED].map((field) => word(memory, field))).toEqual([0, 0]);
});

describe('a device', () => {
  it('of direct IO marks the page before, if it can get the lock', () => {
    const memory = memoryWith(FEATURE_DIRECT_IO);
    pinUserPage(memory, 0, 0, baseline);
    lockPage(memory, 0);
    refuses(memory, (m) => startDma(m, 0));
    unlockPage(memory, 0);
    expect(startDma(memory, 0)).toBe(true);
  });

  it('of an IO of several pages starts only while nobody has another page locked', () => {
    const memory = memoryWith(FEATURE_MULTI_PAGE);
    pinUserPage(memory, 0, 0, baseline);
    lockPage(memory, 1);
    refuses(memory, (m) => startDma(m, 0));
    unlockPage(memory, 1);
    lockPage(memory, 0);
    expect(startDma(memory, 0)).toBe(true);
  });

  it('that writes to memory whose block was freed is counted, with DAX only', () => {
    const counts = [FEATURE_DAX, 0].map((feature) => {
      const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS | feature);
      pinUserPage(memory, 0, 0, baseline);
      startDma(memory, 0);
      dmaWrite(memory, 0);
      const before = word(memory, layout.PAGE_FREED_WRITTEN);
      truncateFile(memory, baseline);
      dmaWrite(memory, 0);
      return [before, word(memory, layout.PAGE_FREED_WRITTEN)];
    });
    expect(counts).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });
});

it('a page is thrown out of the cache only if it is clean and at rest', () => {
  const memory = memoryWith(0);
  handleWriteFault(memory, 0);
  refuses(memory, (m) => invalidateFolio(m, 0));
  tryLockForWriteback(memory, 0);
  pageMkclean(memory, 0);
  refuses(memory, (m) => invalidateFolio(m, 0));
  refuses(memory, (m) => shrinkFolio(m, 0));
});

it('no page comes into the file while a truncation is on its way, nor does another truncation begin', () => {
  const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
  truncateStart(memory);
  truncatePage(memory, 0);
  refuses(memory, (m) => extendFile(m, 0));
  refuses(memory, (m) => truncateFile(m, baseline));
  truncatePage(memory, 1);
  expect(extendFile(memory, 0)).toBe(true);
  expect(word(memory, layout.PAGE_EOF)).toBe(0);
});

it('a page is reclaimed under a crowd of mappings too, and keeps the references that come back', () => {
  const memory = memoryWith(FEATURE_CROWDED);
  handleWriteFault(memory, 0);
  write(memory, 0);
  const references = folioRefCount(memory, 1);
  expect(shrinkFolio(memory, 0)).toBe(true);
  expect([word(memory, layout.PAGE_EVICTED), folioRefCount(memory, 0)]).toEqual([1, references]);
});

describe('a write of a block', () => {
  it('that a clone has is counted', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP);
    pinUserPage(memory, 0, 0, baseline);
    startDma(memory, 0);
    write(memory, 0);
    expect(shareBlock(memory, 0)).toBe(true);
    dmaWrite(memory, 0);
    finishDma(memory, 0);
    trySetPageDirtyLock(memory, 0);
    write(memory, 0);
    expect(word(memory, layout.PAGE_CLONE_CHANGED)).toBe(1);
  });

  it('of a hole goes to a block of zeros without guard tags, whatever was there', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_HOLES, 1);
    memory.bytes.fill(7, blockByte(memory, 0), blockByte(memory, 1));
    // What stands before the counts of the blocks, as that of a hole would: how often the last user was asked.
    memory.words[memory.blockRecords - 1] = 5;
    handleWriteFault(memory, 0);
    lockForWrite(memory, 0);
    writePage(memory, 0);
    expect(diskVersion(memory, 0)).toBe(0);
    expect(memory.words[memory.blockRecords - 1]).toBe(5);
    const tuples = blockByte(memory, word(memory, layout.PAGE_BLOCK)!) + layout.PAGE_BYTES;
    expect(new Set(memory.bytes.subarray(tuples, tuples + layout.TUPLES_BYTES))).toEqual(new Set([0xff]));
  });

  it('of a RAID5 whose data is what its parity was computed from is no error, whichever page it is', () => {
    const memory = memoryWith(FEATURE_PARITY);
    for (const page of [1, 0, 1]) {
      handleWriteFault(memory, page);
      storeThroughMapping(memory, page);
      write(memory, page);
    }
    expect([0, 1].map((page) => word(memory, layout.PAGE_PARITY_ERRORS, page))).toEqual([0, 0]);
  });
});

describe('copies of pages that stay dirty', () => {
  const policy = DESIGNS.hybrid;
  /** A page that was written by a copy for an fsync(), while it was pinned. */
  const copied = (freeBlocks: number, features = FEATURE_BLOCK_MAP | FEATURE_COW) => {
    const memory = createMemory({ pages: 2, users: 2, repeat: false, features, freeBlocks, spares: 1 });
    expect(pinUserPage(memory, 0, 0, policy)).toBe(true);
    fsyncStart(memory);
    writeCachePages(memory, policy);
    transferBio(memory, 0);
    endPageWriteback(memory, 0);
    return memory;
  };

  it('say so to whoever asked', () => {
    const memory = createMemory({ pages: 1, users: 1, repeat: false });
    expect(proceedByCopy(memory, 0)).toBe('copy');
    expect(word(memory, layout.PAGE_PASS)).toBe(layout.WB_COPYING);
  });

  it('use one reservation, and get the block that they leave for the next', () => {
    const memory = copied(2);
    expect([word(memory, layout.PAGE_RESERVED), memory.words[layout.HEADER_FREE_BLOCKS]]).toEqual([2, 0]);
  });

  it('may be shared if nothing came after them, while there is a reservation for the next write', () => {
    const memory = copied(2);
    refuses(memory, (m) => shareBlock(m, 0));
    expect(policy.reflinkAfterCopy(memory, 0)).toBe(true);
    expect(word(memory, layout.PAGE_CLONE_BLOCK)).toBe(word(memory, layout.PAGE_BLOCK));

    const [written, spent, unpinned, never] = [copied(2), copied(2), copied(2), copied(2)];
    startDma(written, 0);
    dmaWrite(written, 0);
    refuses(written, (m) => policy.reflinkAfterCopy(m, 0));
    spent.words[pageWord(0, layout.PAGE_RESERVED)] = 0;
    refuses(spent, (m) => policy.reflinkAfterCopy(m, 0));
    startDma(unpinned, 0);
    finishDma(unpinned, 0);
    trySetPageDirtyLock(unpinned, 0);
    unpinUserPage(unpinned, 0);
    expect(folioPins(unpinned, 0)).toBe(0);
    refuses(unpinned, (m) => policy.reflinkAfterCopy(m, 0));
    never.words[pageWord(0, layout.PAGE_BLOCK)] = NO_BLOCK;
    refuses(never, (m) => policy.reflinkAfterCopy(m, 0));
  });
});

it('a truncation that meets a locked page does not end before its deadline is over, nor succeed then', () => {
  const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
  lockPage(memory, 0);
  expect(truncateFile(memory, baseline, past())).toBe(false);
  refuses(memory, (m) => finishTruncate(m, 0, baseline, past()));
  unlockPage(memory, 0);
  expect([0, 1].map((page) => finishTruncate(memory, page, baseline, past()))).toEqual([true, true]);
});

it('revocation: a truncation waits for a pin once it has asked for the page, and only then', () => {
  const policy = DESIGNS.revocation;
  const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
  expect(pinUserPage(memory, 0, 0, policy)).toBe(true);
  expect(policy.truncateWaits(memory, 0)).toBe(false);
  truncateStart(memory);
  policy.truncate(memory, 0);
  expect([0, 1].map((page) => policy.truncateWaits(memory, page))).toEqual([true, false]);
});

it('a page that reclaim has frozen gets no pin of a fast GUP', () => {
  const memory = memoryWith(0);
  handleWriteFault(memory, 0);
  gupFastRead(memory, 0, 0);
  memory.words[pageWord(0, layout.PAGE_REFCOUNT)] = 0;
  expect(gupFastCount(memory, 0)).toBe(true);
  expect([folioPins(memory, 0), folioRefCount(memory, 0), userAt(memory, 0)]).toEqual([
    0,
    0,
    layout.USER_IDLE,
  ]);
});

it('a clone gets no hole, and no page beyond the end of the file', () => {
  const memory = memoryWith(FEATURE_ORPHANS);
  truncateFile(memory, baseline);
  refuses(memory, (m) => shareBlock(m, 0));
  refuses(memoryWith(FEATURE_BLOCK_MAP | FEATURE_HOLES, 2), (m) => shareBlock(m, 0));
});

it('a page that is dirty without notice lacks space only where a block is needed and none is reserved', () => {
  const lacks = [true, false].map((reserves) => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_COW, 2);
    handleWriteFault(memory, 0);
    if (!reserves) memory.words[pageWord(0, layout.PAGE_RESERVED)] = 0;
    lockForWrite(memory, 0);
    withoutPrivate(memory);
    writePage(memory, 0);
    return word(memory, layout.PAGE_NO_SPACE);
  });
  expect(lacks).toEqual([0, 1]);
  const inPlace = memoryWith(FEATURE_BLOCK_MAP);
  handleWriteFault(inPlace, 0);
  lockForWrite(inPlace, 0);
  withoutPrivate(inPlace);
  writePage(inPlace, 0);
  expect(word(inPlace, layout.PAGE_NO_SPACE)).toBe(0);
});

it('a device that has lost its page writes nothing, and counts nothing', () => {
  const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
  pinUserPage(memory, 0, 0, baseline);
  startDma(memory, 0);
  truncateFile(memory, baseline);
  refuses(memory, (m) => dmaWrite(m, 0));
});
