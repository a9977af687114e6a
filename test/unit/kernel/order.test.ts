import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  baseline,
  createMemory,
  featureBits,
  folioPins,
  folioRedirtyForWritepage,
  layout,
  lockPage,
  pageMkclean,
  pageWord,
  readFlags,
  readPte,
  redirtyAndTell,
  storageByte,
  truncateStart,
  truncateUnpinned,
  tryHandleWriteFault,
  tryLockForWriteback,
  tryPinUserPage,
  tuplesFit,
  unlockPage,
  unpinUserPage,
  writeCachePages,
  type PageMemory,
} from '../../../src/kernel/index.ts';
import { after, PASS, perform } from './scene.ts';

/** What matters is what another thread can see between two operations, so each test looks at one moment in between. */
afterEach(() => vi.restoreAllMocks());

type Operation = 'store' | 'and' | 'or' | 'add' | 'notify' | 'exchange';

/** Calls `look` right before each atomic operation of a kind on a word. */
function before(operation: Operation, word: number, look: (operand: number) => void): void {
  const atomics = Atomics as unknown as Readonly<Record<Operation, (...operands: unknown[]) => number>>;
  const original = atomics[operation];
  vi.spyOn(Atomics, operation).mockImplementation(((words: Int32Array, index: number, operand: number) => {
    if (index === word) look(operand);
    return original(words, index, operand);
  }) as never);
}

const flagsWord = pageWord(0, layout.PAGE_FLAGS);
const pass = (memory: PageMemory): number => memory.words[pageWord(0, layout.PAGE_PASS)]!;
const isPageTableLocked = (memory: PageMemory): boolean =>
  memory.words[pageWord(0, layout.PAGE_PTL)] !== layout.PTL_FREE;

/** A page that so many users have pinned. */
function pinned(users: number): PageMemory {
  const memory = createMemory({ pages: 1, users, repeat: false });
  tryHandleWriteFault(memory, 0);
  for (let user = 0; user < users; user++) tryPinUserPage(memory, user, 0);
  return memory;
}

describe('another thread sees', () => {
  it('a page under writeback before its tags are gone: an fsync() that comes now waits', () => {
    const memory = after('fault', ...PASS.slice(0, -1));
    const seen: boolean[] = [];
    before('and', flagsWord, (mask) => {
      if ((~mask & layout.PAGECACHE_TAGS) !== 0)
        seen.push((readFlags(memory, 0) & layout.PG_writeback) !== 0);
    });
    perform(memory, 'write');
    expect(seen).toEqual([true]);
  });

  it('a bio only when its tags are computed, and the device is told', () => {
    const memory = after('fault', 'store', ...PASS.slice(0, -1));
    const data = storageByte(memory, 0, layout.STORAGE_MEMORY);
    const tuples = storageByte(memory, 0, layout.STORAGE_BIO_TUPLES);
    const seen: boolean[] = [];
    const told: number[] = [];
    before('store', pageWord(0, layout.PAGE_PASS), (value) => {
      if (value === layout.WB_SUBMITTED) seen.push(tuplesFit(memory, 0, data, tuples));
    });
    before('notify', layout.HEADER_DOORBELL, () => told.push(pass(memory)));
    perform(memory, 'write');
    expect([seen, told]).toEqual([[true], [layout.WB_SUBMITTED]]);
  });

  it('the pass at its end before it sees the page without writeback: the next one may start at once', () => {
    const memory = after('fault', ...PASS, 'transfer');
    const seen: number[] = [];
    before('and', flagsWord, () => seen.push(pass(memory)));
    perform(memory, 'end');
    expect(seen).toEqual([layout.WB_IDLE]);
  });

  it('the pass at its end before it sees a page that was put off unlocked', () => {
    const memory = after('fault', 'lock', 'mkclean');
    const seen: number[] = [];
    before('and', flagsWord, (mask) => {
      if ((~mask & layout.PG_locked) !== 0) seen.push(pass(memory));
    });
    folioRedirtyForWritepage(memory, 0);
    expect(seen).toEqual([layout.WB_IDLE]);
  });

  it('the page table locked while a pin is counted and while a PTE is write-protected', () => {
    const memory = after('fault');
    const seen: boolean[] = [];
    const look = (): void => void seen.push(isPageTableLocked(memory));
    before('add', pageWord(0, layout.PAGE_REFCOUNT), look);
    perform(memory, 'pin');
    before('store', pageWord(0, layout.PAGE_PTE), look);
    perform(memory, 'lock', 'mkclean');
    expect(seen).toEqual([true, true]);
  });
});

describe('a pass for integrity', () => {
  it('waits for a page that somebody has locked, and writes it then', () => {
    const memory = after('fault');
    lockPage(memory, 0);
    const sleeps = vi.spyOn(Atomics, 'wait').mockImplementation((() => {
      unlockPage(memory, 0);
      return 'ok';
    }) as never);
    expect(writeCachePages(memory, baseline, Infinity)).toBe(1);
    expect(sleeps).toHaveBeenCalledOnce();
  });

  it('does not wait without a deadline', () => {
    const memory = after('fault');
    lockPage(memory, 0);
    expect(writeCachePages(memory, baseline)).toBe(0);
  });

  it('the last unpin, when it waits for that, and no other', () => {
    const memory = pinned(2);
    const told: number[] = [];
    before('notify', pageWord(0, layout.PAGE_REFCOUNT), () => told.push(folioPins(memory, 0)));
    unpinUserPage(memory, 0);
    expect(told).toEqual([]);
    unpinUserPage(memory, 1);
    expect(told).toEqual([0]);
  });

  it('no request to give a page back when its last pin went while it was asked for', () => {
    const memory = pinned(1);
    tryLockForWriteback(memory, 0);
    pageMkclean(memory, 0);
    before('or', flagsWord, (mask) => {
      if ((mask & layout.PG_revoke) !== 0) unpinUserPage(memory, 0);
    });
    redirtyAndTell(memory, 0, layout.PG_revoke | layout.PG_drain);
    expect(readFlags(memory, 0) & (layout.PG_revoke | layout.PG_drain)).toBe(layout.PG_drain);
  });

  it('a page mapped as before when its truncation is refused for a pin that came meanwhile', () => {
    const memory = createMemory({ pages: 1, users: 1, repeat: false, features: featureBits(['truncate']) });
    tryHandleWriteFault(memory, 0);
    truncateStart(memory);
    before('or', flagsWord, (mask) => {
      if ((mask & layout.PG_locked) !== 0) tryPinUserPage(memory, 0, 0);
    });
    expect(truncateUnpinned(memory, 0)).toBe(false);
    expect(readPte(memory, 0) & layout.PTE_WRITE).toBe(layout.PTE_WRITE);
  });
});
