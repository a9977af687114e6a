import { add, store } from '#atomics';
import { PAGECACHE_TAG_DIRTY, PAGE_PASS, PAGE_REDIRTIED, PG_dirty, WB_IDLE } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import type { WritebackDecision } from '../fs/design-policy.ts';
import { unlockPage } from '../flags/page-lock.ts';
import { askPinHolders } from './ask-pin-holders.ts';

/**
 * "I decline to write now": leaves the page dirty, ends the pass and unlocks the page; a later pass tries again. The
 * caller is the pass that holds the page lock.
 *
 * Linux: folio_redirty_for_writepage(), mm/page-writeback.c, and the unlock that follows it.
 * Implements PageCache!Redirty.
 */
export function folioRedirtyForWritepage(memory: PageMemory, page: number): WritebackDecision {
  return redirtyAndTell(memory, page, 0);
}

/**
 * The same, and page faults or pin holders are told.
 *
 * @param told the flags that tell them: `PG_drain`, `PG_revoke`.
 *
 * Implements PageCache!RedirtyAndSet.
 */
export function redirtyAndTell(memory: PageMemory, page: number, told: number): WritebackDecision {
  askPinHolders(memory, page, PG_dirty | PAGECACHE_TAG_DIRTY | told);
  add(memory.words, pageWord(page, PAGE_REDIRTIED), 1);
  // Before the unlock: the next pass may start at once.
  store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);
  unlockPage(memory, page);
  return 'put-off';
}
