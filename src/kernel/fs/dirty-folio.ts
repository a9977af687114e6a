import { add, or } from '#atomics';
import {
  PAGECACHE_TAG_DIRTY,
  PAGE_FLAGS,
  PAGE_SURPRISE_DIRTY,
  PG_dirty,
  PG_private,
} from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';

/**
 * Marks the page dirty: ->dirty_folio(). The filesystem cannot refuse here, because dirtying is assumed to have been
 * announced by a write fault; a clean page without private data was not announced, and is logged as a surprise (the
 * BUG of ext4 and XFS). The caller holds the page lock.
 */
export function dirtyFolio(memory: PageMemory, page: number): void {
  const before = or(memory.words, pageWord(page, PAGE_FLAGS), PG_dirty | PAGECACHE_TAG_DIRTY);
  if ((before & (PG_dirty | PG_private)) === 0) add(memory.words, pageWord(page, PAGE_SURPRISE_DIRTY), 1);
}
