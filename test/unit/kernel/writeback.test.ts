import { describe, expect, it } from 'vitest';
import {
  clearBit,
  folioRedirtyForWritepage,
  baseline,
  createMemory,
  decideWriteback,
  diskVersion,
  endPageWriteback,
  fsyncReturn,
  fsyncStart,
  layout,
  lockForWriteback,
  memoryVersion,
  pageWord,
  pinBlocksWriteback,
  readFlags,
  readPte,
  transferBio,
  writeCachePages,
  type PageMemory,
} from '../../../src/kernel/index.ts';
import { after, PASS, perform, USE, WRITEBACK } from './scene.ts';

const { PG_dirty, PG_locked, PG_private, PG_waiters, PG_writeback } = layout;
const word = (memory: PageMemory, field: number) => memory.words[pageWord(0, field)];
const past = () => performance.now() - 1;

describe('lockForWriteback', () => {
  it('skips a clean page at once', () => {
    expect(lockForWriteback(after(), 0)).toBe(false);
  });

  it('waits for the page lock and for writeback, but not beyond the deadline', () => {
    expect(lockForWriteback(after('fault', 'lock'), 0, past())).toBe(false);
    const underIo = after('fault', 'pin', 'startDma', 'finishDma', ...PASS, 'setDirty');
    expect(lockForWriteback(underIo, 0, past())).toBe(false);
    perform(underIo, 'transfer', 'end');
    expect(lockForWriteback(underIo, 0, past())).toBe(true);
  });
});

describe('the steps of a pass', () => {
  it('write-protect, clear, and hand the page to the device unlocked', () => {
    const memory = after('fault', 'store', 'lock');
    expect(readFlags(memory, 0)).toBe(PG_locked | PG_dirty | PG_private);
    perform(memory, 'mkclean');
    expect(readPte(memory, 0)).toBe(layout.PTE_PRESENT);
    perform(memory, 'decide', 'clear');
    expect(readFlags(memory, 0)).toBe(PG_locked | PG_private);
    perform(memory, 'write');
    expect(readFlags(memory, 0)).toBe(PG_writeback | PG_private);
    expect(diskVersion(memory, 0)).toBe(0);
    perform(memory, 'transfer');
    expect(diskVersion(memory, 0)).toBe(1);
    expect(readFlags(memory, 0)).toBe(PG_writeback | PG_private);
    perform(memory, 'end');
    expect(readFlags(memory, 0)).toBe(PG_private);
    expect(word(memory, layout.PAGE_WRITTEN)).toBe(1);
  });

  it('ring the device once for each bio', () => {
    const memory = after('fault', ...WRITEBACK, 'fault', ...PASS);
    expect(memory.words[layout.HEADER_DOORBELL]).toBe(2);
  });

  it('drop a dirty page without private data', () => {
    const memory = after(
      'fault',
      'pin',
      'startDma',
      ...WRITEBACK,
      'reclaim',
      'dmaWrite',
      'finishDma',
      'setDirty',
    );
    perform(memory, ...PASS);
    expect(readFlags(memory, 0)).toBe(0);
    expect(word(memory, layout.PAGE_PASS)).toBe(layout.WB_IDLE);
    expect(word(memory, layout.PAGE_DROPPED_DIRTY)).toBe(1);
    expect([memoryVersion(memory, 0), diskVersion(memory, 0)]).toEqual([1, 0]);
  });
});

describe('the block device', () => {
  it('refuses data that changed after the guard tags were computed, and leaves the block as it was', () => {
    const memory = after('fault', 'pin', 'startDma', ...PASS, 'dmaWrite');
    const at = memory.storage + layout.STORAGE_BLOCK;
    const length = layout.STORAGE_BYTES - layout.STORAGE_BLOCK;
    const before = memory.bytes.slice(at, at + length);
    expect(transferBio(memory, 0)).toBe(true);
    expect(memory.bytes.slice(at, at + length)).toEqual(before);
    expect([word(memory, layout.PAGE_GUARD_ERRORS), word(memory, layout.PAGE_WRITTEN)]).toEqual([1, 0]);
    expect(endPageWriteback(memory, 0)).toBe(true);
  });

  it('puts the tuples of the bio on the medium', () => {
    const memory = after('fault', 'store', ...PASS, 'transfer');
    const tuples = (part: number) =>
      memory.bytes.slice(memory.storage + part).subarray(0, layout.TUPLES_BYTES);
    expect(tuples(layout.STORAGE_BLOCK_TUPLES)).toEqual(tuples(layout.STORAGE_BIO_TUPLES));
  });

  it('wakes who sleeps on the page when it is done', () => {
    const memory = after('fault', ...PASS, 'transfer');
    memory.words[pageWord(0, layout.PAGE_FLAGS)]! |= PG_waiters;
    perform(memory, 'end');
    expect(readFlags(memory, 0)).toBe(PG_private);
  });
});

describe('the decision of a design', () => {
  const pinned = () => after('fault', 'pin', 'lock', 'mkclean');

  it('baseline: writes, pinned or not', () => {
    expect(decideWriteback(pinned(), 0, baseline)).toBe('write');
    expect(decideWriteback(after('fault', 'lock', 'mkclean'), 0, baseline)).toBe('write');
  });

  it('pin-blocks-writeback: puts a pinned page off, dirty and unlocked', () => {
    const memory = pinned();
    expect(decideWriteback(memory, 0, pinBlocksWriteback)).toBe('put-off');
    expect(readFlags(memory, 0)).toBe(PG_dirty | PG_private);
    expect(word(memory, layout.PAGE_PASS)).toBe(layout.WB_IDLE);
    expect(word(memory, layout.PAGE_REDIRTIED)).toBe(1);
    expect(decideWriteback(memory, 0, pinBlocksWriteback)).toBe('refused');
  });

  it('pin-blocks-writeback: writes an unpinned page', () => {
    const memory = after('fault', ...USE, 'lock', 'mkclean');
    expect(decideWriteback(memory, 0, pinBlocksWriteback)).toBe('write');
  });
});

describe('folioRedirtyForWritepage', () => {
  it('marks the page dirty whatever its caller has done to the bit', () => {
    const memory = after('fault', 'lock', 'mkclean');
    clearBit(memory, 0, PG_dirty);
    folioRedirtyForWritepage(memory, 0);
    expect(readFlags(memory, 0)).toBe(PG_dirty | PG_private);
  });
});

describe('fsync', () => {
  const tagged = (memory: PageMemory, page: number) =>
    (memory.words[pageWord(page, layout.PAGE_FLAGS)]! & layout.PAGECACHE_TAG_TOWRITE) !== 0;

  it('tags the pages that are dirty now, and a pass takes the tag', () => {
    const memory = after('fault');
    expect(fsyncStart(memory)).toBe(true);
    expect([tagged(memory, 0), tagged(memory, 1)]).toEqual([true, false]);
    perform(memory, ...PASS);
    expect(tagged(memory, 0)).toBe(false);
  });

  it('keeps the tag of a page that was put off', () => {
    const memory = after('fault', 'pin', 'fsync', 'lock', 'mkclean');
    decideWriteback(memory, 0, pinBlocksWriteback);
    expect(tagged(memory, 0)).toBe(true);
  });

  it('waits until all is written, but not beyond the deadline', () => {
    const memory = after('fault', 'fsync');
    expect(fsyncReturn(memory, past())).toBe(false);
    perform(memory, ...WRITEBACK);
    expect(fsyncReturn(memory, past())).toBe(true);
    expect(fsyncReturn(memory)).toBe(false);
  });
});

describe('writeCachePages', () => {
  it('hands all dirty pages to the filesystem and counts them', () => {
    const memory = after('fault');
    expect(writeCachePages(memory, baseline)).toBe(1);
    expect(readFlags(memory, 0)).toBe(PG_writeback | PG_private);
    expect(writeCachePages(memory, baseline, past())).toBe(0);
  });

  it('does not count a page that the design puts off', () => {
    const memory = after('fault', 'pin');
    expect(writeCachePages(memory, pinBlocksWriteback)).toBe(0);
    expect(readFlags(memory, 0)).toBe(PG_dirty | PG_private);
  });

  it('does nothing for a clean file', () => {
    expect(writeCachePages(createMemory({ pages: 3, users: 0, repeat: false }), baseline)).toBe(0);
  });
});
