import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  baseline,
  folioRedirtyForWritepage,
  layout,
  lockPage,
  pageWord,
  readFlags,
  storageByte,
  tuplesFit,
  unlockPage,
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
});
