import { add } from '#atomics';
import { PAGE_EVICTED, PG_dirty, PG_private, PG_writeback, REF_PAGE_CACHE } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { readFlags } from '../flags/bits.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';
import { releasePrivate } from '../fs/private-data.ts';
import { readFolio } from '../fs/read-folio.ts';
import { unmapPage } from './page-table.ts';
import { folioRefFreeze, folioRefUnfreeze } from './refcount.ts';

/**
 * Reclaim of a clean page with private data: unmaps it, drops the private data, and only then finds out by freezing the
 * reference count whether anybody holds the page. A pinned page stays, without its private data; a page that goes is
 * read back at once. Never sleeps: answers false, and changes nothing, if the page is locked, dirty, under writeback or
 * without private data.
 *
 * Linux: shrink_folio_list() and __remove_mapping(), mm/vmscan.c, before d824ec2a1546.
 * Implements PageCache!ReclaimStripping.
 */
export function shrinkFolio(memory: PageMemory, page: number): boolean {
  if (!isReclaimable(memory, page) || !trylockPage(memory, page)) return false;
  const reclaimable = isReclaimable(memory, page);
  if (reclaimable) {
    unmapPage(memory, page);
    releasePrivate(memory, page);
    if (folioRefFreeze(memory, page, REF_PAGE_CACHE)) {
      add(memory.words, pageWord(page, PAGE_EVICTED), 1);
      readFolio(memory, page);
      folioRefUnfreeze(memory, page, REF_PAGE_CACHE);
    }
  }
  unlockPage(memory, page);
  return reclaimable;
}

function isReclaimable(memory: PageMemory, page: number): boolean {
  return (readFlags(memory, page) & (PG_private | PG_dirty | PG_writeback)) === PG_private;
}
