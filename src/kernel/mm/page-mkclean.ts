import { load, store } from '#atomics';
import { PAGE_PASS, WB_LOCKED, WB_PROTECTED } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { writeProtect } from './page-table.ts';

/**
 * Write-protects every PTE of the page that a pass has locked: from here on a store faults and waits for the page lock,
 * and no new pin can be taken. Answers false, and changes nothing, if no pass is at this point.
 *
 * Linux: page_mkclean(), mm/rmap.c, first part of clear_page_dirty_for_io().
 * Implements PageCache!WbProtect.
 */
export function pageMkclean(memory: PageMemory, page: number): boolean {
  if (load(memory.words, pageWord(page, PAGE_PASS)) !== WB_LOCKED) return false;
  writeProtect(memory, page);
  store(memory.words, pageWord(page, PAGE_PASS), WB_PROTECTED);
  return true;
}
