import { add } from '#atomics';
import { FEATURE_DAX, PAGE_EVICTED, PG_dirty, PG_private, PG_writeback } from '../layout/constants.ts';
import { hasFeature, pageWord, type PageMemory } from '../layout/page-memory.ts';
import { readFlags } from '../flags/bits.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';
import { noteDiscard } from '../fs/ledger.ts';
import { releasePrivate } from '../fs/private-data.ts';
import { readFolio } from '../fs/read-folio.ts';
import { readPte, unmapPage } from './page-table.ts';
import { folioMaybeDmaPinned, folioRefFreeze, folioRefUnfreeze, unusedReferences } from './refcount.ts';

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
    evict(memory, page);
  }
  unlockPage(memory, page);
  return reclaimable;
}

/**
 * The same, but a page that is pinned keeps its private data; it is unmapped all the same. Answers false, and changes
 * nothing, also if there is nothing left to unmap.
 *
 * @param isPinned how the design finds out.
 *
 * Linux: since 6.4 (d824ec2a1546).
 * Implements PageCache!ReclaimUnless.
 */
export function shrinkFolioUnless(
  memory: PageMemory,
  page: number,
  isPinned: (memory: PageMemory, page: number) => boolean,
): boolean {
  if (!isReclaimable(memory, page) || !trylockPage(memory, page)) return false;
  const reclaimable = isReclaimable(memory, page) && (readPte(memory, page) !== 0 || !isPinned(memory, page));
  if (reclaimable) {
    unmapPage(memory, page);
    // After the unmap: no more pins come through the PTE.
    if (!isPinned(memory, page)) {
      releasePrivate(memory, page);
      evict(memory, page);
    }
  }
  unlockPage(memory, page);
  return reclaimable;
}

/**
 * Reclaim that leaves a page alone which may be pinned.
 *
 * Implements PageCache!ReclaimUnpinned.
 */
export function shrinkUnpinnedFolio(memory: PageMemory, page: number): boolean {
  return shrinkFolioUnless(memory, page, folioMaybeDmaPinned);
}

/** Reads the page back if nobody holds it any more. */
function evict(memory: PageMemory, page: number): void {
  const references = unusedReferences(memory);
  if (!folioRefFreeze(memory, page, references)) return;
  noteDiscard(memory, page);
  add(memory.words, pageWord(page, PAGE_EVICTED), 1);
  readFolio(memory, page);
  folioRefUnfreeze(memory, page, references);
}

/** Whether the page is at rest and clean, and has private data to drop. */
export function isReclaimable(memory: PageMemory, page: number): boolean {
  if (hasFeature(memory, FEATURE_DAX)) return false;
  return (readFlags(memory, page) & (PG_private | PG_dirty | PG_writeback)) === PG_private;
}
