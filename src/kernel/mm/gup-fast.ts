import {
  NO_PAGE,
  USER_COUNTED,
  USER_IDLE,
  USER_PINNED,
  USER_READ,
  GUP_PIN_COUNTING_BIAS,
  PAGE_PINS,
} from '../layout/constants.ts';
import { add } from '#atomics';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { moveUser, setUserAt, putPin, userAt, userPage } from './gup-user.ts';
import { pteIsWritable } from './page-table.ts';
import { folioRefAddUnlessZero } from './refcount.ts';

/**
 * get_user_pages_fast(), first step: reads the PTE, without a lock. Answers false, and changes nothing, if it is not
 * writable or the user not idle.
 *
 * Implements PageCache!FastPinRead.
 */
export function gupFastRead(memory: PageMemory, user: number, page: number): boolean {
  if (userAt(memory, user) !== USER_IDLE || !pteIsWritable(memory, page)) return false;
  moveUser(memory, user, USER_READ, page);
  return true;
}

/**
 * Second step: counts the pin, unless reclaim has the page frozen; then the user starts over. Answers false, and changes
 * nothing, if the user is not at this point.
 *
 * Linux: try_grab_folio_fast(), mm/gup.c.
 * Implements PageCache!FastPinCount.
 */
export function gupFastCount(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_READ) return false;
  const page = userPage(memory, user);
  if (folioRefAddUnlessZero(memory, page, GUP_PIN_COUNTING_BIAS)) {
    add(memory.words, pageWord(page, PAGE_PINS), 1);
    setUserAt(memory, user, USER_COUNTED);
  } else moveUser(memory, user, USER_IDLE, NO_PAGE);
  return true;
}

/**
 * Third step: reads the PTE again; if it has changed, the pin is undone, and others may have seen a pin that never was one.
 * Answers false, and changes nothing, if the user is not at this point.
 *
 * Implements PageCache!FastPinCheck.
 */
export function gupFastCheck(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_COUNTED) return false;
  const page = userPage(memory, user);
  if (pteIsWritable(memory, page)) setUserAt(memory, user, USER_PINNED);
  else {
    putPin(memory, page);
    moveUser(memory, user, USER_IDLE, NO_PAGE);
  }
  return true;
}

/** Pins a page without any lock; answers false if the PTE was not writable, or did not stay so: then the slow path is left. */
export function pinUserPageFast(memory: PageMemory, user: number, page: number): boolean {
  if (!gupFastRead(memory, user, page)) return false;
  gupFastCount(memory, user);
  gupFastCheck(memory, user);
  return userAt(memory, user) === USER_PINNED;
}
