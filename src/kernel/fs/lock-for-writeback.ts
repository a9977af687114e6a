import { store } from '#atomics';
import { PAGE_PASS, PG_dirty, PG_locked, PG_writeback, WB_LOCKED } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { readFlags, testBit } from '../flags/bits.ts';
import { waitForClear, type Deadline } from '../flags/flag-wait.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';

/** The step of `lockForWriteback`: answers false, and changes nothing, if the page is locked, clean or under writeback. */
export function tryLockForWriteback(memory: PageMemory, page: number): boolean {
  if (!needsWriting(readFlags(memory, page)) || !trylockPage(memory, page)) return false;
  // Again, now that both bits can only change in our favour.
  if (!needsWriting(readFlags(memory, page))) {
    unlockPage(memory, page);
    return false;
  }
  store(memory.words, pageWord(page, PAGE_PASS), WB_LOCKED);
  return true;
}

/**
 * Starts a writeback pass over a dirty page: takes the page lock, and waits for writeback that is still on its way.
 * Answers false if the page turned out to be clean, so that there is nothing to write, or if the deadline passed.
 *
 * Unlike write_cache_pages() with WB_SYNC_ALL it does not hold the page lock while it waits for writeback.
 *
 * Linux: lock_page() and the checks after it in write_cache_pages(), mm/page-writeback.c.
 * Implements PageCache!WbLock.
 */
export function lockForWriteback(memory: PageMemory, page: number, deadline: Deadline = Infinity): boolean {
  while (!tryLockForWriteback(memory, page)) {
    if (!testBit(memory, page, PG_dirty)) return false;
    if (!waitForClear(memory, page, PG_locked | PG_writeback, deadline)) return false;
  }
  return true;
}

const needsWriting = (flags: number): boolean => (flags & (PG_dirty | PG_writeback)) === PG_dirty;
