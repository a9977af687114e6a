import { add, load, store } from '#atomics';
import {
  EOF_BEYOND,
  NO_BLOCK,
  PAGE_CLONE_BLOCK,
  PAGE_EOF,
  PAGE_OLD_BLOCK,
  PAGE_PASS,
  PG_dirty,
  WB_IDLE,
} from '../layout/constants.ts';
import { memoryVersion } from '../layout/contents.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { testBit } from '../flags/bits.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';
import { pteIsWritable } from '../mm/page-table.ts';
import { folioMaybeDmaPinned } from '../mm/refcount.ts';
import { blockOf, isShared } from './block-map.ts';
import { diskVersion } from './disk-version.ts';

/**
 * A clone of the file gets the page's block: FICLONE, after the file was written and waited for, and so is clean. Never
 * sleeps: answers false, and changes nothing, if the page is dirty or at work, has no block of its own, or was cloned before.
 *
 * Implements PageCache!Reflink.
 */
export function shareBlock(memory: PageMemory, page: number): boolean {
  return shareIf(memory, page, isClean);
}

/**
 * The same in designs that write a copy and leave the page dirty: the wait is over, and the page is dirty all the same.
 *
 * Implements PageCache!ReflinkKeptDirty.
 */
export function shareKeptDirty(memory: PageMemory, page: number): boolean {
  return shareIf(memory, page, isKeptDirty);
}

/** In all other designs a page that was written and waited for is clean. */
export const neverDirtyAfterSync = (): boolean => false;

function isClean(memory: PageMemory, page: number): boolean {
  return !testBit(memory, page, PG_dirty);
}

function isKeptDirty(memory: PageMemory, page: number): boolean {
  if (isClean(memory, page) || pteIsWritable(memory, page) || !folioMaybeDmaPinned(memory, page))
    return false;
  return diskVersion(memory, page) === memoryVersion(memory, page);
}

function shareIf(
  memory: PageMemory,
  page: number,
  mayShare: (memory: PageMemory, page: number) => boolean,
): boolean {
  if (!trylockPage(memory, page)) return false;
  const shares = isAtRest(memory, page) && mayShare(memory, page);
  if (shares) {
    const block = blockOf(memory, page);
    add(memory.words, memory.blockRecords + block, 1);
    store(memory.words, pageWord(page, PAGE_CLONE_BLOCK), block);
  }
  unlockPage(memory, page);
  return shares;
}

function isAtRest(memory: PageMemory, page: number): boolean {
  const word = (field: number): number => load(memory.words, pageWord(page, field));
  if (word(PAGE_CLONE_BLOCK) !== NO_BLOCK || word(PAGE_OLD_BLOCK) !== NO_BLOCK) return false;
  if ((word(PAGE_EOF) & EOF_BEYOND) !== 0 || word(PAGE_PASS) !== WB_IDLE) return false;
  const block = blockOf(memory, page);
  return block !== NO_BLOCK && !isShared(memory, block);
}
