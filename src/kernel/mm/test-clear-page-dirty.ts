import { load, store } from '#atomics';
import {
  PAGE_PASS,
  PG_dirty,
  PG_drain,
  WB_CLEARED,
  WB_COPYING,
  WB_DECIDED,
  WB_KEPT,
} from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { clearBitAndWake } from '../flags/flag-wait.ts';

/**
 * Clears the dirty bit of a page that will be written; its tags stay until PG_writeback is set. Whoever waits because the page
 * is drained of pins goes on. Answers false, and changes nothing, if no pass is at this point.
 *
 * Linux: TestClearPageDirty() in clear_page_dirty_for_io(), mm/page-writeback.c.
 * Implements PageCache!ClearDirty.
 */
export function testClearPageDirty(memory: PageMemory, page: number): boolean {
  if (load(memory.words, pageWord(page, PAGE_PASS)) !== WB_DECIDED) return false;
  clearBitAndWake(memory, page, PG_dirty | PG_drain);
  store(memory.words, pageWord(page, PAGE_PASS), WB_CLEARED);
  return true;
}

/**
 * Leaves the dirty bit alone: a copy will be written. Answers false, and changes nothing, if no pass is at this point.
 *
 * Implements PageCache!KeepDirty.
 */
export function keepDirty(memory: PageMemory, page: number): boolean {
  if (load(memory.words, pageWord(page, PAGE_PASS)) !== WB_COPYING) return false;
  store(memory.words, pageWord(page, PAGE_PASS), WB_KEPT);
  return true;
}
