import {
  FEATURE_DAX,
  FEATURE_DEVICE_PTES,
  FEATURE_DIRECT_IO,
  FEATURE_MULTI_PAGE,
  FEATURE_ORPHANS,
  NO_BLOCK,
  NO_PAGE,
  PAGE_FREED_WRITTEN,
  PAGE_LOST,
  PAGE_TAIL,
  PG_locked,
  TAIL_MEMORY,
  USER_DMA,
  USER_LANDED,
  USER_PINNED,
} from '../layout/constants.ts';
import { add, load, or } from '#atomics';
import { writeVersion } from '../layout/contents.ts';
import { hasFeature, pageWord, privateByte, type PageMemory } from '../layout/page-memory.ts';
import { testBit } from '../flags/bits.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';
import { blockOf } from '../fs/block-map.ts';
import { dirtyFolio } from '../fs/dirty-folio.ts';
import { countDmaWrite, isLongTerm, setUserAt, strayPage, userAt, userPage } from './gup-user.ts';
import { newestVersion, writeNewVersion } from './newest-version.ts';
import { lockPageTable, unlockPageTable } from './page-table-lock.ts';
import { folioPins } from './refcount.ts';

/** Features with which a page may be taken away from a device. */
const MAY_LOSE_PAGE = FEATURE_ORPHANS | FEATURE_DEVICE_PTES;

/**
 * The user's driver gives the pinned page to its device. Direct IO marks the page dirty before, under the page lock
 * (bio_set_pages_dirty()), but not the page that a private one is a copy of; an IO of several pages first
 * faults those, each under its page lock. Answers false, and changes nothing, if the user has no page pinned or has already
 * given it away, or would have to wait for a page lock.
 *
 * Implements PageCache!DmaStart.
 */
export function startDma(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_PINNED) return false;
  const page = userPage(memory, user);
  if (hasFeature(memory, FEATURE_MULTI_PAGE) && isOtherLocked(memory, page)) return false;
  if (page >= 0 && marksBefore(memory, user)) {
    if (!trylockPage(memory, page)) return false;
    // Truncation and invalidation need the lock too.
    if (userPage(memory, user) === page) dirtyFolio(memory, page);
    unlockPage(memory, page);
  }
  setUserAt(memory, user, USER_DMA);
  return true;
}

function marksBefore(memory: PageMemory, user: number): boolean {
  return (
    hasFeature(memory, FEATURE_DIRECT_IO) &&
    folioPins(memory, userPage(memory, user)) > 0 &&
    !isLongTerm(memory, user)
  );
}

function isOtherLocked(memory: PageMemory, own: number): boolean {
  for (let page = 0; page < memory.pages; page++) {
    if (page !== own && testBit(memory, page, PG_locked)) return true;
  }
  return false;
}

/**
 * The user's device writes the next version into the page by its physical address: no lock, no PTE, no notice. Answers
 * false, and changes nothing, if the device has no page, or one that truncation has made an orphan, where nobody can see
 * what it writes. What is written to a page that was thrown out of the cache is lost.
 *
 * Where a page can be taken away from a device, the page-table lock stands in for the hardware: an access is before that or
 * after it.
 *
 * Implements PageCache!LandInPage.
 */
export function dmaWrite(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_DMA) return false;
  const page = userPage(memory, user);
  if (page === NO_PAGE) return false;
  if (page < 0) add(memory.words, pageWord(strayPage(page), PAGE_LOST), 1);
  else if (!hasFeature(memory, MAY_LOSE_PAGE)) writeNewVersion(memory, page);
  else if (!writeIfMapped(memory, user, page)) return false;
  countDmaWrite(memory, user);
  return true;
}

function writeIfMapped(memory: PageMemory, user: number, page: number): boolean {
  lockPageTable(memory, page);
  const isMapped = userPage(memory, user) === page;
  if (isMapped) {
    writeNewVersion(memory, page);
    if (hasFeature(memory, FEATURE_DAX) && blockOf(memory, page) === NO_BLOCK)
      add(memory.words, pageWord(page, PAGE_FREED_WRITTEN), 1);
  }
  unlockPageTable(memory, page);
  return isMapped;
}

/**
 * The user's device writes the next version into its user's private page. Answers false, and changes nothing, if the device
 * has no page.
 *
 * Implements PageCache!LandInPrivatePage.
 */
export function dmaWritePrivate(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_DMA) return false;
  const page = userPage(memory, user);
  if (page < 0) return false;
  writeVersion(memory, privateByte(memory, user), page, newestVersion(memory, page) + 1);
  countDmaWrite(memory, user);
  return true;
}

/**
 * The user's device writes beyond the end of the file, into the page that its user has pinned. Answers false, and changes
 * nothing, if it has none or has done so.
 *
 * Implements PageCache!DmaWriteTail.
 */
export function dmaWriteTail(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_DMA) return false;
  const page = userPage(memory, user);
  if (page < 0 || folioPins(memory, page) === 0) return false;
  if ((load(memory.words, pageWord(page, PAGE_TAIL)) & TAIL_MEMORY) !== 0) return false;
  or(memory.words, pageWord(page, PAGE_TAIL), TAIL_MEMORY);
  return true;
}

/**
 * The user's device reports completion. Answers false, and changes nothing, if the device has no page, or a page table of
 * its own and so no end.
 *
 * Implements PageCache!DmaDone.
 */
export function finishDma(memory: PageMemory, user: number): boolean {
  if (hasFeature(memory, FEATURE_DEVICE_PTES) || userAt(memory, user) !== USER_DMA) return false;
  setUserAt(memory, user, USER_LANDED);
  return true;
}
