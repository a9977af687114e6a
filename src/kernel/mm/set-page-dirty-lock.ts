import { PG_locked, USER_LANDED, USER_MARKED } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { sleepUntilDone, type Deadline } from '../flags/flag-wait.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';
import { dirtyFolio } from '../fs/dirty-folio.ts';
import { moveUser, userAt, userPage } from './gup-user.ts';

/** The step of `setPageDirtyLock`: answers false, and changes nothing, if the page is locked or the IO not complete. */
export function trySetPageDirtyLock(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_LANDED) return false;
  const page = userPage(memory, user);
  if (!trylockPage(memory, page)) return false;
  dirtyFolio(memory, page);
  unlockPage(memory, page);
  moveUser(memory, user, USER_MARKED, page);
  return true;
}

/**
 * The user tells the kernel, only now, that its device has changed the page. Sleeps for the page lock. Answers false if
 * the user's IO is not complete or the deadline passed.
 *
 * Linux: set_page_dirty_lock(), mm/page-writeback.c.
 * Implements PageCache!HandBack.
 */
export function setPageDirtyLock(memory: PageMemory, user: number, deadline: Deadline = Infinity): boolean {
  if (userAt(memory, user) !== USER_LANDED) return false;
  const page = userPage(memory, user);
  return sleepUntilDone(memory, page, PG_locked, trySetPageDirtyLock, user, deadline);
}
