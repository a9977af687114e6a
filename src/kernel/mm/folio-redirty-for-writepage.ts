import { add, store } from '#atomics';
import { PAGECACHE_TAG_DIRTY, PAGE_PASS, PAGE_REDIRTIED, PG_dirty, WB_IDLE } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { setBit } from '../flags/bits.ts';
import { unlockPage } from '../flags/page-lock.ts';

/**
 * "I decline to write now": leaves the page dirty, ends the pass and unlocks the page; a later pass tries again. The
 * caller is the pass that holds the page lock.
 *
 * Linux: folio_redirty_for_writepage(), mm/page-writeback.c, and the unlock that follows it.
 * Implements PageCache!Redirty.
 */
export function folioRedirtyForWritepage(memory: PageMemory, page: number): void {
  setBit(memory, page, PG_dirty | PAGECACHE_TAG_DIRTY);
  add(memory.words, pageWord(page, PAGE_REDIRTIED), 1);
  // Before the unlock: the next pass may start at once.
  store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);
  unlockPage(memory, page);
}
