import {
  FEATURE_DIRECT_IO,
  FEATURE_PRIVATE_PAGES,
  PAGE_BYTES,
  PG_dirty,
  PG_locked,
  PG_writeback,
  PRIVATE_BYTES,
  STORAGE_MEMORY,
  USER_LANDED,
  USER_MARKED,
} from '../layout/constants.ts';
import { hasFeature, privateByte, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { testBit } from '../flags/bits.ts';
import { waitForClear, type Deadline } from '../flags/flag-wait.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';
import { reserveForFault } from '../fs/block-map.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';
import { dirtyFolio } from '../fs/dirty-folio.ts';
import { noteHanded, noteLost } from '../fs/ledger.ts';
import { attachPrivate } from '../fs/private-data.ts';
import { setUserAt, userAt, userPage } from './gup-user.ts';

/**
 * The user tells the kernel, only now, that its device has changed the page. Direct IO looks at the dirty bit first, without
 * the lock (bio_check_pages_dirty()); a page of no file has nothing to report. Answers false, and changes nothing, if the
 * page is locked or the IO not complete.
 *
 * Linux: set_page_dirty_lock(), mm/page-writeback.c.
 * Implements PageCache!HandBack.
 */
export function trySetPageDirtyLock(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_LANDED) return false;
  const page = userPage(memory, user);
  if (page >= 0 && !markDirty(memory, user, page)) return false;
  setUserAt(memory, user, USER_MARKED);
  return true;
}

function markDirty(memory: PageMemory, user: number, page: number): boolean {
  if (hasFeature(memory, FEATURE_DIRECT_IO) && testBit(memory, page, PG_dirty)) {
    noteHanded(memory, page);
    return true;
  }
  if (!trylockPage(memory, page)) return false;
  // Truncation and invalidation need the lock too.
  if (userPage(memory, user) === page) {
    dirtyFolio(memory, page);
    noteHanded(memory, page);
  }
  unlockPage(memory, page);
  return true;
}

/**
 * The user's private page is written to the file as write(2) would: with a reservation, under the page lock, not under
 * writeback. Without space, or after a truncation, the data has nowhere to go. Answers false, and changes nothing, if the
 * page is locked or under writeback or the IO not complete.
 *
 * Implements PageCache!HandBackPrivatePage.
 */
export function tryWritePrivatePage(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_LANDED) return false;
  const page = userPage(memory, user);
  if (page >= 0 && !writeToFile(memory, user, page)) return false;
  const data = privateByte(memory, user);
  memory.bytes.fill(0, data, data + PRIVATE_BYTES);
  setUserAt(memory, user, USER_MARKED);
  return true;
}

function writeToFile(memory: PageMemory, user: number, page: number): boolean {
  if (testBit(memory, page, PG_writeback) || !trylockPage(memory, page)) return false;
  const mayChange = !testBit(memory, page, PG_writeback);
  if (mayChange && userPage(memory, user) === page) {
    if (reserveForFault(memory, page)) {
      attachPrivate(memory, page);
      dirtyFolio(memory, page);
      const source = privateByte(memory, user);
      memory.bytes.copyWithin(storageByte(memory, page, STORAGE_MEMORY), source, source + PAGE_BYTES);
      noteHanded(memory, page);
    } else noteLost(memory, page);
  }
  unlockPage(memory, page);
  return mayChange;
}

/**
 * The user hands its page back as the design says. Sleeps for the page lock and for writeback. Answers false if the user's
 * IO is not complete or the deadline passed.
 */
export function setPageDirtyLock(
  memory: PageMemory,
  user: number,
  policy: DesignPolicy,
  deadline: Deadline = Infinity,
): boolean {
  // Only what writes the page waits for stable pages.
  const blockers = hasFeature(memory, FEATURE_PRIVATE_PAGES) ? PG_locked | PG_writeback : PG_locked;
  while (!policy.setDirty(memory, user)) {
    if (userAt(memory, user) !== USER_LANDED) return false;
    const page = userPage(memory, user);
    if (page >= 0 && !waitForClear(memory, page, blockers, deadline)) return false;
  }
  return true;
}
