import { add, load, store } from '#atomics';
import {
  PAGECACHE_TAGS,
  PAGE_DROPPED_DIRTY,
  PAGE_PASS,
  PG_private,
  WB_CLEARED,
  WB_IDLE,
} from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { submitBio } from '../block/submit-bio.ts';
import { clearBit, testBit } from '../flags/bits.ts';
import { unlockPage } from '../flags/page-lock.ts';
import { startPageWriteback } from '../flags/page-writeback.ts';

/**
 * The filesystem writes the page: sets PG_writeback, unlocks the page and submits a bio. A page without private data
 * has no block to go to and is dropped with a warning. Answers false, and changes nothing, if no pass is at this point.
 *
 * Linux: ->writepage(); the drop is ext4's since cc5095747edf (2022), before it was a BUG.
 * Implements PageCache!SubmitPage.
 */
export function writePage(memory: PageMemory, page: number): boolean {
  if (load(memory.words, pageWord(page, PAGE_PASS)) !== WB_CLEARED) return false;
  if (testBit(memory, page, PG_private)) {
    // PG_writeback before the unlock: a fault in between would find a page that it may change.
    startPageWriteback(memory, page);
    unlockPage(memory, page);
    submitBio(memory, page);
  } else {
    add(memory.words, pageWord(page, PAGE_DROPPED_DIRTY), 1);
    clearBit(memory, page, PAGECACHE_TAGS);
    store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);
    unlockPage(memory, page);
  }
  return true;
}
