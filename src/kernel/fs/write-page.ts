import { add, and, load, store } from '#atomics';
import {
  FEATURE_COW,
  NO_BLOCK,
  PAGECACHE_TAGS,
  PAGECACHE_TAG_TOWRITE,
  PAGE_BYTES,
  PAGE_DROPPED_DIRTY,
  PAGE_NO_SPACE,
  PAGE_PASS,
  PAGE_RESERVED,
  PAGE_TAIL,
  PG_dirty,
  PG_private,
  STORAGE_COPY,
  STORAGE_MEMORY,
  TAIL_MEMORY,
  WB_CLEARED,
  WB_COPIED,
  WB_IDLE,
  WB_KEPT,
  WB_SUBMITTED,
} from '../layout/constants.ts';
import { hasFeature, pageWord, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { submitBio } from '../block/submit-bio.ts';
import { clearBit, testBit } from '../flags/bits.ts';
import { unlockPage } from '../flags/page-lock.ts';
import { startPageWriteback } from '../flags/page-writeback.ts';
import {
  blockOf,
  needsBlock,
  releaseReservations,
  reserveBlocks,
  reservedBlocks,
  takeBlock,
} from './block-map.ts';
import { isBacked, noteSurprise } from './dirty-folio.ts';
import { noteDiscard } from './ledger.ts';
import { attachPrivate } from './private-data.ts';

/**
 * The filesystem writes the page: sets PG_writeback, unlocks the page and submits a bio. A page without private data or
 * space has no block to go to and is dropped with a warning. Answers false, and changes nothing, if no pass is at this point.
 *
 * Linux: ->writepage(); the drop is ext4's since cc5095747edf (2022), before it was a BUG.
 * Implements PageCache!SubmitPage.
 */
export function writePage(memory: PageMemory, page: number): boolean {
  if (passOf(memory, page) !== WB_CLEARED) return false;
  meetSurprise(memory, page);
  if (canWrite(memory, page)) {
    zeroTail(memory, page);
    mapBlock(memory, page, takesBlock(memory, page), false, 0);
    submitPage(memory, page);
  } else dropPage(memory, page);
  return true;
}

/**
 * The filesystem writes a copy of a page that stays dirty; it is made now, and not before the decision to keep the page dirty.
 * The page's tags stay but for the one of an fsync(). Answers false, and changes nothing, if no pass is at this point.
 *
 * @param keepsOld whether the block that the page leaves is reserved for its next write.
 *
 * Implements PageCache!SubmitCopy.
 */
export function writeBounceCopy(memory: PageMemory, page: number, keepsOld: boolean): boolean {
  if (passOf(memory, page) !== WB_KEPT) return false;
  meetSurprise(memory, page);
  if (canWrite(memory, page)) {
    const takes = takesBlock(memory, page);
    mapBlock(memory, page, takes, keepsOld, reservedBlocks(memory, page) - (takes ? 1 : 0));
    submitCopy(memory, page, PAGECACHE_TAG_TOWRITE);
  } else dropPage(memory, page);
  return true;
}

/**
 * The filesystem writes a copy of whatever it finds: private data is made again, a missing reservation is tried for now, and
 * without space the page is dropped. A block of its own is written in place. Answers false, and changes nothing, if no pass
 * is at this point.
 *
 * Implements Tolerate!SubmitTolerantly.
 */
export function writeTolerantly(memory: PageMemory, page: number): boolean {
  if (passOf(memory, page) !== WB_CLEARED) return false;
  meetSurprise(memory, page);
  const must = hasFeature(memory, FEATURE_COW) || blockOf(memory, page) === NO_BLOCK;
  const takes = takesBlock(memory, page) || (must && reserveBlocks(memory, page, 1));
  if (must && !takes) dropPage(memory, page);
  else {
    zeroTail(memory, page);
    mapBlock(memory, page, takes, false, 0);
    attachPrivate(memory, page);
    submitCopy(memory, page, PAGECACHE_TAGS);
  }
  return true;
}

const passOf = (memory: PageMemory, page: number): number => load(memory.words, pageWord(page, PAGE_PASS));

function meetSurprise(memory: PageMemory, page: number): void {
  if (isBacked(memory, page)) return;
  noteSurprise(memory, page);
  if (needsBlock(memory, page) && reservedBlocks(memory, page) === 0)
    add(memory.words, pageWord(page, PAGE_NO_SPACE), 1);
}

/** Whether the filesystem can write the page; it does not ask again whether a clone shares a block that it writes in place. */
function canWrite(memory: PageMemory, page: number): boolean {
  if (!testBit(memory, page, PG_private)) return false;
  if (reservedBlocks(memory, page) > 0) return true;
  return !hasFeature(memory, FEATURE_COW) && blockOf(memory, page) !== NO_BLOCK;
}

function takesBlock(memory: PageMemory, page: number): boolean {
  return needsBlock(memory, page) && reservedBlocks(memory, page) > 0;
}

/** What is written is zero beyond the end of the file. */
function zeroTail(memory: PageMemory, page: number): void {
  and(memory.words, pageWord(page, PAGE_TAIL), ~TAIL_MEMORY);
}

/** Gives the write its block: a new one, paid for by a reservation, or the page's own. `kept` reservations stay with the page. */
function mapBlock(memory: PageMemory, page: number, takes: boolean, keepsOld: boolean, kept: number): void {
  if (takes) {
    takeBlock(memory, page, keepsOld);
    add(memory.words, pageWord(page, PAGE_RESERVED), -1);
  }
  releaseReservations(memory, page, kept);
}

function submitPage(memory: PageMemory, page: number): void {
  // PG_writeback before the unlock: a fault in between would find a page that it may change.
  startPageWriteback(memory, page, PAGECACHE_TAGS);
  unlockPage(memory, page);
  submitBio(memory, page, STORAGE_MEMORY, WB_SUBMITTED);
}

function submitCopy(memory: PageMemory, page: number, tags: number): void {
  startPageWriteback(memory, page, tags);
  const source = storageByte(memory, page, STORAGE_MEMORY);
  memory.bytes.copyWithin(storageByte(memory, page, STORAGE_COPY), source, source + PAGE_BYTES);
  unlockPage(memory, page);
  submitBio(memory, page, STORAGE_COPY, WB_COPIED);
}

function dropPage(memory: PageMemory, page: number): void {
  add(memory.words, pageWord(page, PAGE_DROPPED_DIRTY), 1);
  noteDiscard(memory, page);
  clearBit(memory, page, PAGECACHE_TAGS | PG_dirty);
  store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);
  unlockPage(memory, page);
}
