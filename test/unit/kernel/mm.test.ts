import { describe, expect, it } from 'vitest';
import {
  baseline,
  createMemory,
  folioMaybeDmaPinned,
  folioRefCount,
  handleWriteFault,
  layout,
  lockPage,
  memoryVersion,
  pageWord,
  pinUserPage,
  readFlags,
  readPte,
  setPageDirtyLock,
  tryPinUserPage,
  userAt,
  userPage,
  type PageMemory,
} from '../../../src/kernel/index.ts';
import { after, perform, PASS, USE, WRITEBACK } from './scene.ts';

const { PG_dirty, PG_locked, PG_private, PG_writeback, PTE_PRESENT, PTE_WRITE } = layout;
const word = (memory: PageMemory, field: number) => memory.words[pageWord(0, field)];
const past = () => performance.now() - 1;

describe('a write fault', () => {
  it('attaches private data, marks the page dirty and maps it writable, with a reference each', () => {
    const memory = after('fault');
    expect(readFlags(memory, 0)).toBe(PG_dirty | PG_private);
    expect(readPte(memory, 0)).toBe(PTE_PRESENT | PTE_WRITE);
    expect(folioRefCount(memory, 0)).toBe(3);
    expect(word(memory, layout.PAGE_SURPRISE_DIRTY)).toBe(0);
  });

  it('of a write-protected page takes no second reference', () => {
    const memory = after('fault', ...WRITEBACK, 'fault');
    expect(readPte(memory, 0)).toBe(PTE_PRESENT | PTE_WRITE);
    expect(folioRefCount(memory, 0)).toBe(3);
  });

  it('waits for the page lock and for writeback, but not beyond the deadline', () => {
    const locked = after();
    lockPage(locked, 0);
    expect(handleWriteFault(locked, 0, past())).toBe(false);
    expect(handleWriteFault(after('fault', ...PASS), 0, past())).toBe(false);
    expect(handleWriteFault(after('fault', ...WRITEBACK), 0, past())).toBe(true);
  });

  it('has nothing to do if the PTE is writable already', () => {
    const memory = after('fault', 'lock');
    expect(handleWriteFault(memory, 0, past())).toBe(true);
  });
});

describe('pins', () => {
  it('count 1024 references each and belong to their users', () => {
    const memory = createMemory({ pages: 2, users: 2, repeat: false });
    expect(pinUserPage(memory, 1, 0, baseline)).toBe(true);
    expect(tryPinUserPage(memory, 0, 0)).toBe(true);
    expect(folioRefCount(memory, 0)).toBe(3 + 2 * 1024);
    expect([userAt(memory, 1), userPage(memory, 1)]).toEqual([layout.USER_PINNED, 0]);
    expect(folioMaybeDmaPinned(memory, 1)).toBe(false);
  });

  it('are not given to a user that has one', () => {
    const memory = after('fault', 'pin');
    expect(pinUserPage(memory, 0, 1, baseline)).toBe(false);
    expect(readPte(memory, 1)).toBe(0);
  });

  it('wait for a fault, but not beyond the deadline', () => {
    expect(pinUserPage(after('fault', ...PASS), 0, 0, baseline, past())).toBe(false);
  });

  it('go with the unpin, after which the user is idle or done', () => {
    const memory = after('fault', ...USE);
    expect(folioRefCount(memory, 0)).toBe(3);
    expect([userAt(memory, 0), userPage(memory, 0)]).toEqual([layout.USER_DONE, layout.NO_PAGE]);
    const repeating = createMemory({ pages: 1, users: 1, repeat: true });
    perform(repeating, 'fault', 'pin', 'unpin');
    expect(userAt(repeating, 0)).toBe(layout.USER_IDLE);
  });
});

describe('a device of a user', () => {
  it('writes whatever the page tables and flags say', () => {
    const memory = after('fault', 'pin', 'startDma', ...PASS, 'dmaWrite', 'dmaWrite');
    expect(memoryVersion(memory, 0)).toBe(2);
    expect(readFlags(memory, 0)).toBe(PG_private | PG_writeback);
  });

  it('is reported late: setPageDirtyLock marks the page dirty under the page lock', () => {
    const memory = after('fault', 'pin', 'startDma', ...WRITEBACK, 'dmaWrite', 'finishDma');
    lockPage(memory, 0);
    expect(setPageDirtyLock(memory, 0, baseline, past())).toBe(false);
    expect(readFlags(memory, 0) & PG_dirty).toBe(0);
    memory.words[pageWord(0, layout.PAGE_FLAGS)]! &= ~PG_locked;
    expect(setPageDirtyLock(memory, 0, baseline)).toBe(true);
    expect(readFlags(memory, 0) & (PG_dirty | PG_locked)).toBe(PG_dirty);
    expect(word(memory, layout.PAGE_SURPRISE_DIRTY)).toBe(0);
    expect(setPageDirtyLock(memory, 0, baseline)).toBe(false);
  });
});

describe('reclaim', () => {
  it('evicts an unpinned page and reads it back', () => {
    const memory = after('fault', 'store', ...WRITEBACK);
    memory.words[memory.storage >> 2] = 77;
    perform(memory, 'reclaim');
    expect(memoryVersion(memory, 0)).toBe(1);
    expect([readFlags(memory, 0), readPte(memory, 0), folioRefCount(memory, 0)]).toEqual([0, 0, 1]);
    expect(word(memory, layout.PAGE_EVICTED)).toBe(1);
    expect(word(memory, layout.PAGE_GUARD_ERRORS)).toBe(0);
  });

  it('takes the private data of a pinned page, which stays: the surprise comes with the next dirtying', () => {
    const memory = after('fault', 'pin', 'startDma', ...WRITEBACK, 'dmaWrite', 'reclaim');
    expect(memoryVersion(memory, 0)).toBe(1);
    expect([readFlags(memory, 0), readPte(memory, 0), folioRefCount(memory, 0)]).toEqual([0, 0, 1025]);
    perform(memory, 'finishDma', 'setDirty');
    expect(word(memory, layout.PAGE_SURPRISE_DIRTY)).toBe(1);
    expect(word(memory, layout.PAGE_EVICTED)).toBe(0);
  });

  it('notices a block that does not fit its tuples', () => {
    const memory = after('fault', 'store', ...WRITEBACK);
    memory.bytes[memory.storage + layout.STORAGE_BLOCK + 600]! ^= 1;
    perform(memory, 'reclaim');
    expect(word(memory, layout.PAGE_GUARD_ERRORS)).toBe(1);
  });
});
