import { add, or } from '#atomics';
import {
  PAGECACHE_TAG_DIRTY,
  PAGE_FLAGS,
  PAGE_SURPRISE_DIRTY,
  PG_dirty,
  PG_private,
} from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { testBit } from '../flags/bits.ts';
import { needsBlock, reservedBlocks } from './block-map.ts';

/**
 * Marks the page dirty: ->dirty_folio(). The filesystem cannot refuse here, because dirtying is assumed to have been
 * announced by a write fault; a clean page without private data, or without the reservation that its write will need, was not
 * announced, and is logged as a surprise (the BUG of ext4 and XFS). The caller holds the page lock.
 */
export function dirtyFolio(memory: PageMemory, page: number): void {
  const before = or(memory.words, pageWord(page, PAGE_FLAGS), PG_dirty | PAGECACHE_TAG_DIRTY);
  if ((before & PG_dirty) !== 0) return;
  if ((before & PG_private) === 0 || lacksBlock(memory, page)) noteSurprise(memory, page);
}

/** Whether the filesystem has what it needs before it can write the page: private data, and a reservation for a new block. */
export function isBacked(memory: PageMemory, page: number): boolean {
  return testBit(memory, page, PG_private) && !lacksBlock(memory, page);
}

/** Logs that the page became dirty, or was found dirty, without notice to the filesystem. */
export function noteSurprise(memory: PageMemory, page: number): void {
  add(memory.words, pageWord(page, PAGE_SURPRISE_DIRTY), 1);
}

function lacksBlock(memory: PageMemory, page: number): boolean {
  return needsBlock(memory, page) && reservedBlocks(memory, page) === 0;
}
