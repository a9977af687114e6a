import { load, store } from '#atomics';
import { PAGE_PASS, PG_dirty, WB_CLEARED, WB_DECIDED } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { clearBit } from '../flags/bits.ts';

/**
 * Clears the dirty bit of a page that will be written; its tags stay until PG_writeback is set. Answers false, and
 * changes nothing, if no pass is at this point.
 *
 * Linux: TestClearPageDirty() in clear_page_dirty_for_io(), mm/page-writeback.c.
 * Implements PageCache!ClearDirty.
 */
export function testClearPageDirty(memory: PageMemory, page: number): boolean {
  if (load(memory.words, pageWord(page, PAGE_PASS)) !== WB_DECIDED) return false;
  clearBit(memory, page, PG_dirty);
  store(memory.words, pageWord(page, PAGE_PASS), WB_CLEARED);
  return true;
}
