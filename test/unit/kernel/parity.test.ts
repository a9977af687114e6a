import { describe, expect, it } from 'vitest';
import {
  blockByte,
  createMemory,
  DESIGNS,
  dmaWrite,
  fsyncStart,
  handleWriteFault,
  layout,
  pageWord,
  parityByte,
  pinUserPage,
  scrub,
  serveAllPages,
  startDma,
  storageByte,
  storeThroughMapping,
  writeCachePages,
  type DesignName,
  type PageMemory,
} from '../../../src/kernel/index.ts';

const create = (pages = 3): PageMemory =>
  createMemory({ pages, users: 1, repeat: false, features: layout.FEATURE_PARITY });

const write = (memory: PageMemory, page: number): void => {
  handleWriteFault(memory, page);
  storeThroughMapping(memory, page);
};

/** A device writes page 0 after its parity was computed, and before the array fetches it. */
function changeUnderWriteback(design: DesignName): PageMemory {
  const memory = create();
  const policy = DESIGNS[design];
  pinUserPage(memory, 0, 0, policy);
  startDma(memory, 0);
  policy.dmaWrite(memory, 0);
  fsyncStart(memory);
  writeCachePages(memory, policy);
  policy.dmaWrite(memory, 0);
  serveAllPages(memory);
  return memory;
}

describe('a RAID5', () => {
  it('is consistent at the start, and has a last stripe that is a mirror where a block is left over', () => {
    const memory = create();
    expect(scrub(memory)).toEqual({ stripes: 2, inconsistent: 0, rebuiltWrong: 0 });
    expect(memory.bytes[parityByte(memory, 1)]).toBe(memory.bytes[blockByte(memory, 2)]);
  });

  it('stays consistent while its pages are written, in any order and several at a time', () => {
    const memory = create();
    for (const pages of [[0], [1, 2], [0, 1, 2], [1]]) {
      pages.forEach((page) => write(memory, page));
      writeCachePages(memory, DESIGNS.baseline);
      serveAllPages(memory);
      expect(scrub(memory)).toEqual({ stripes: 2, inconsistent: 0, rebuiltWrong: 0 });
    }
    expect(memory.bytes[blockByte(memory, 1)]).toBe(3);
  });

  it('is wrong for good after a page changed under writeback: also its neighbour would be rebuilt wrong', () => {
    const memory = changeUnderWriteback('baseline');
    const wrong = { stripes: 2, inconsistent: 1, rebuiltWrong: 2 };
    expect(scrub(memory)).toEqual(wrong);
    expect(memory.words[pageWord(0, layout.PAGE_PARITY_ERRORS)]).toBe(1);
    // No guard tag says so, and a later good write does not heal it.
    expect(memory.words[pageWord(0, layout.PAGE_GUARD_ERRORS)]).toBe(0);
    dmaWrite(memory, 0);
    write(memory, 1);
    writeCachePages(memory, DESIGNS.baseline);
    serveAllPages(memory);
    expect(scrub(memory)).toEqual(wrong);
  });

  it('tells of each error also where two hide each other in the parity', () => {
    const memory = create();
    for (const page of [0, 1]) write(memory, page);
    writeCachePages(memory, DESIGNS.baseline);
    for (const page of [0, 1]) memory.bytes[storageByte(memory, page, layout.STORAGE_MEMORY)]! ^= 1;
    serveAllPages(memory);
    expect(scrub(memory)).toEqual({ stripes: 2, inconsistent: 0, rebuiltWrong: 0 });
    expect([0, 1].map((page) => memory.words[pageWord(page, layout.PAGE_PARITY_ERRORS)])).toEqual([1, 1]);
  });

  it.each(['hybrid', 'rfc-2023', 'pin-blocks-writeback', 'user-bounce-pages', 'tolerate'] as const)(
    'is consistent with %s, which writes a copy, or puts the page off, or lets no device write it',
    (design) => {
      const memory = changeUnderWriteback(design);
      expect(scrub(memory)).toEqual({ stripes: 2, inconsistent: 0, rebuiltWrong: 0 });
    },
  );

  it('goes with no file whose blocks move', () => {
    const features = layout.FEATURE_PARITY | layout.FEATURE_BLOCK_MAP;
    expect(() => createMemory({ pages: 2, users: 0, repeat: false, features })).toThrow('in place');
  });
});
