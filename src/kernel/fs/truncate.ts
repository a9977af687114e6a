import { add, and, compareExchange, load, or, store } from '#atomics';
import {
  EOF_BEYOND,
  EOF_TRUNCATING,
  FEATURE_DAX,
  FEATURE_ORPHANS,
  FILE_GROWS,
  HEADER_TRUNCATING,
  NO_PAGE,
  PAGECACHE_TAGS,
  PAGE_EOF,
  PAGE_TAIL,
  PG_dirty,
  PG_drain,
  PG_locked,
  PG_revoke,
  PG_writeback,
  STORAGE_BIO_TUPLES,
  STORAGE_MEMORY,
  TUPLES_BYTES,
  TUPLE_ESCAPE_BYTE,
} from '../layout/constants.ts';
import { writeVersion } from '../layout/contents.ts';
import { hasFeature, pageWord, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { readFlags, testBit } from '../flags/bits.ts';
import { clearBitAndWake, waitForClear, type Deadline } from '../flags/flag-wait.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';
import { takeFromUsers } from '../mm/gup-user.ts';
import { lockPageTable, unlockPageTable } from '../mm/page-table-lock.ts';
import { askPinHolders } from '../mm/ask-pin-holders.ts';
import { unmapPage, unmapUnpinned } from '../mm/page-table.ts';
import { folioMaybeDmaPinned, folioPins } from '../mm/refcount.ts';
import { waitForUnpin } from '../mm/wait-for-unpin.ts';
import { freeBlock } from './block-map.ts';
import type { DesignPolicy } from './design-policy.ts';
import { forgetOwed } from './ledger.ts';
import { releasePrivate } from './private-data.ts';

const isIn = (memory: PageMemory, page: number, bits: number): boolean =>
  (load(memory.words, pageWord(page, PAGE_EOF)) & bits) !== 0;

/**
 * truncate() begins: all pages of the file are to go. Answers false, and changes nothing, if one is on its way or there is
 * nothing to remove.
 *
 * Implements PageCache!TruncateStart.
 */
export function truncateStart(memory: PageMemory): boolean {
  let pages = 0;
  for (let page = 0; page < memory.pages; page++) if (!isIn(memory, page, EOF_BEYOND)) pages++;
  if (pages === 0 || compareExchange(memory.words, HEADER_TRUNCATING, 0, pages) !== 0) return false;
  for (let page = 0; page < memory.pages; page++) {
    if (!isIn(memory, page, EOF_BEYOND)) or(memory.words, pageWord(page, PAGE_EOF), EOF_TRUNCATING);
  }
  return true;
}

/**
 * The file grows again: the page is a hole. Answers false, and changes nothing, if the page is in the file, or a truncate() is
 * on its way.
 *
 * Implements PageCache!Extend.
 */
export function extendFile(memory: PageMemory, page: number): boolean {
  if (!isIn(memory, page, EOF_BEYOND)) return false;
  if (compareExchange(memory.words, HEADER_TRUNCATING, 0, FILE_GROWS) !== 0) return false;
  and(memory.words, pageWord(page, PAGE_EOF), ~EOF_BEYOND);
  store(memory.words, HEADER_TRUNCATING, 0);
  return true;
}

/**
 * Truncation of one page: takes it out of the file, whoever has it pinned; the page becomes an orphan. With DAX there is no
 * page to orphan: the memory is the block, which is freed. Never sleeps: answers false, and changes nothing, if the page is
 * locked or under writeback, or no truncate() has to remove it.
 *
 * Linux: truncate_inode_pages_range(), mm/truncate.c.
 * Implements PageCache!TruncateNow.
 */
export function truncatePage(memory: PageMemory, page: number): boolean {
  if (!isIn(memory, page, EOF_TRUNCATING) || testBit(memory, page, PG_writeback)) return false;
  if (!trylockPage(memory, page)) return false;
  const mayGo = !testBit(memory, page, PG_writeback) && isIn(memory, page, EOF_TRUNCATING);
  if (mayGo) removePage(memory, page);
  else unlockPage(memory, page);
  return mayGo;
}

/**
 * The same, but not while somebody may have the page pinned.
 *
 * Implements PageCache!TruncateUnpinned.
 */
export function truncateUnpinned(memory: PageMemory, page: number): boolean {
  return truncateUnless(memory, page, folioMaybeDmaPinned);
}

/**
 * The same with DAX; in the page cache a pinned page becomes an orphan. Linux: xfs_break_layouts(), since 2018.
 *
 * Implements PageCache!TruncateUnpinnedDax.
 */
export function truncateUnpinnedDax(memory: PageMemory, page: number): boolean {
  return hasFeature(memory, FEATURE_DAX) ? truncateUnpinned(memory, page) : truncatePage(memory, page);
}

/**
 * Truncates the page unless the design finds it pinned. Answers false, and changes nothing, then and as truncatePage does.
 *
 * Implements PageCache!TruncateNow.
 */
export function truncateUnless(
  memory: PageMemory,
  page: number,
  isPinned: (memory: PageMemory, page: number) => boolean,
): boolean {
  if (!isIn(memory, page, EOF_TRUNCATING) || testBit(memory, page, PG_writeback)) return false;
  if (isPinned(memory, page) || !trylockPage(memory, page)) return false;
  const isStill = !testBit(memory, page, PG_writeback) && isIn(memory, page, EOF_TRUNCATING);
  // Look again: a pin may have been taken before.
  const mayGo = isStill && unmapUnpinned(memory, page, isPinned);
  if (mayGo) removePage(memory, page);
  else unlockPage(memory, page);
  return mayGo;
}

const ASKED = PG_revoke | PG_drain;

export function isAskedFor(memory: PageMemory, page: number): boolean {
  return (readFlags(memory, page) & ASKED) === ASKED;
}

/**
 * Truncation asks for a pinned page; it unmaps first, so that no new pin can be taken, and write faults wait. Answers false,
 * and changes nothing, if the page is locked or not pinned, or was asked for already.
 *
 * Implements Revocation!AskForPage.
 */
export function askForPage(memory: PageMemory, page: number): boolean {
  if (!trylockPage(memory, page)) return false;
  // The flags first: with the lock held they can only be cleared, by an unpin that the look at the pins then sees.
  const asks =
    isIn(memory, page, EOF_TRUNCATING) && !isAskedFor(memory, page) && folioMaybeDmaPinned(memory, page);
  if (asks) {
    unmapPage(memory, page);
    askPinHolders(memory, page, ASKED);
  }
  unlockPage(memory, page);
  return asks;
}

/** For designs whose truncation waits for no pin. */
export function truncateWaitsForNoPin(): boolean {
  return false;
}

/** For designs whose truncation waits for pins with DAX only. */
export function truncateWaitsForPinDax(memory: PageMemory, page: number): boolean {
  return hasFeature(memory, FEATURE_DAX) && folioMaybeDmaPinned(memory, page);
}

/** The caller holds the page lock, and loses it with the page. */
function removePage(memory: PageMemory, page: number): void {
  unmapPage(memory, page);
  releasePrivate(memory, page);
  freeBlock(memory, page);
  if (!hasFeature(memory, FEATURE_DAX) || folioPins(memory, page) === 0) {
    lockPageTable(memory, page);
    takeFromUsers(memory, page, NO_PAGE);
    clearContents(memory, page);
    unlockPageTable(memory, page);
  }
  and(memory.words, pageWord(page, PAGE_TAIL), 0);
  forgetOwed(memory, page);
  store(memory.words, pageWord(page, PAGE_EOF), EOF_BEYOND);
  add(memory.words, HEADER_TRUNCATING, -1);
  clearBitAndWake(memory, page, PG_dirty | PG_drain | PG_revoke | PAGECACHE_TAGS | PG_locked);
}

function clearContents(memory: PageMemory, page: number): void {
  writeVersion(memory, storageByte(memory, page, STORAGE_MEMORY), page, 0);
  const tuples = storageByte(memory, page, STORAGE_BIO_TUPLES);
  memory.bytes.fill(TUPLE_ESCAPE_BYTE, tuples, tuples + TUPLES_BYTES);
}

/**
 * truncate(): removes all pages of the file, and waits for whatever the design waits for. Answers false if another one is on
 * its way, there is nothing to remove, or the deadline passed.
 */
export function truncateFile(
  memory: PageMemory,
  policy: DesignPolicy,
  deadline: Deadline = Infinity,
): boolean {
  if (!hasFeature(memory, FEATURE_ORPHANS) || !truncateStart(memory)) return false;
  for (let page = 0; page < memory.pages; page++) {
    if (!finishTruncate(memory, page, policy, deadline)) return false;
  }
  return true;
}

/** Goes on with a truncate() that has begun, at one page. Answers false if the deadline passed. */
export function finishTruncate(
  memory: PageMemory,
  page: number,
  policy: DesignPolicy,
  deadline: Deadline = Infinity,
): boolean {
  while (isIn(memory, page, EOF_TRUNCATING)) {
    if (policy.truncate(memory, page)) continue;
    if (!waitForClear(memory, page, PG_locked | PG_writeback, deadline)) return false;
    if (isIn(memory, page, EOF_TRUNCATING) && !waitForUnpin(memory, page, deadline, policy.truncateWaits))
      return false;
  }
  return true;
}
