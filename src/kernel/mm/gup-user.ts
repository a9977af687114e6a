import { add, compareExchange, exchange, load, notify, store, sub } from '#atomics';
import {
  FEATURE_DEVICE_PTES,
  FEATURE_PRIVATE_PAGES,
  GUP_PIN_COUNTING_BIAS,
  NO_PAGE,
  PAGE_PINS,
  PAGE_REFCOUNT,
  PG_revoke,
  USER_AT,
  USER_DMA,
  USER_DMA_WRITES,
  USER_IDLE,
  USER_KIND,
  USER_LONG_TERM,
  USER_PAGE,
} from '../layout/constants.ts';
import { hasFeature, pageWord, userWord, type PageMemory } from '../layout/page-memory.ts';
import { clearBitAndWake } from '../flags/flag-wait.ts';
import { folioPutRefs, folioRefAdd } from './refcount.ts';

/** How far a user of get_user_pages() has come: one of the `USER_...` constants. */
export function userAt(memory: PageMemory, user: number): number {
  return load(memory.words, userWord(memory, user, USER_AT));
}

/** The page that a user has pinned, `NO_PAGE`, or the `strayPage` that was thrown out of the cache. */
export function userPage(memory: PageMemory, user: number): number {
  return load(memory.words, userWord(memory, user, USER_PAGE));
}

/** What `USER_PAGE` is of a user whose page was thrown out of the cache, but is still in the file. Its own inverse. */
export function strayPage(page: number): number {
  return NO_PAGE - 1 - page;
}

/** Whether the user may hold its pin for ever: FOLL_LONGTERM. */
export function isLongTerm(memory: PageMemory, user: number): boolean {
  return load(memory.words, userWord(memory, user, USER_KIND)) === USER_LONG_TERM;
}

/** Moves a user to `at` with `page`. Called by the user's own thread. */
export function moveUser(memory: PageMemory, user: number, at: number, page: number): void {
  store(memory.words, userWord(memory, user, USER_PAGE), page);
  setUserAt(memory, user, at);
}

/** Moves a user to `at`; its page may be taken away meanwhile. Called by the user's own thread. */
export function setUserAt(memory: PageMemory, user: number, at: number): void {
  store(memory.words, userWord(memory, user, USER_AT), at);
}

/** The user lets go of its page; answers which that was. Nobody can take it away any more. */
export function dropUserPage(memory: PageMemory, user: number): number {
  return exchange(memory.words, userWord(memory, user, USER_PAGE), NO_PAGE);
}

/** Notes that the user's device has written a page. */
export function countDmaWrite(memory: PageMemory, user: number): void {
  add(memory.words, userWord(memory, user, USER_DMA_WRITES), 1);
}

/** Counts one pin: the reference first, so that a pinned page never looks unpinned. */
export function addPin(memory: PageMemory, page: number): void {
  folioRefAdd(memory, page, GUP_PIN_COUNTING_BIAS);
  add(memory.words, pageWord(page, PAGE_PINS), 1);
}

/**
 * Gives one pin back, and wakes who waits for the last one; with that, nobody is asked for the page any more.
 *
 * Implements PageCache!DropPin.
 */
export function putPin(memory: PageMemory, page: number): void {
  const isLast = sub(memory.words, pageWord(page, PAGE_PINS), 1) === 1;
  const left = folioPutRefs(memory, page, GUP_PIN_COUNTING_BIAS);
  // Of a crowded page the references look like a pin also after the last one.
  if (!isLast && left >= GUP_PIN_COUNTING_BIAS) return;
  clearBitAndWake(memory, page, PG_revoke);
  notify(memory.words, pageWord(page, PAGE_REFCOUNT), Infinity);
}

/**
 * The page leaves the cache: takes it away from all that have it pinned, mapped or copied, together with their pins. The
 * caller holds the page lock and the page-table lock.
 *
 * @param left what their `USER_PAGE` is from now on.
 */
export function takeFromUsers(memory: PageMemory, page: number, left: number): void {
  for (let user = 0; user < memory.users; user++) {
    if (compareExchange(memory.words, userWord(memory, user, USER_PAGE), page, left) !== page) continue;
    if (hasFeature(memory, FEATURE_DEVICE_PTES)) setUserAt(memory, user, USER_IDLE);
    else if (!hasFeature(memory, FEATURE_PRIVATE_PAGES)) putPin(memory, page);
  }
}

/**
 * mmu_notifier_invalidate_range_start(): devices with page tables give up their entries for the page, and no DMA through
 * them is in flight when this returns. The caller holds the page-table lock.
 */
export function unmapDevices(memory: PageMemory, page: number): void {
  if (!hasFeature(memory, FEATURE_DEVICE_PTES)) return;
  for (let user = 0; user < memory.users; user++) {
    if (userAt(memory, user) !== USER_DMA || userPage(memory, user) !== page) continue;
    moveUser(memory, user, USER_IDLE, NO_PAGE);
  }
}
