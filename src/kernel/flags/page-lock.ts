import { PG_locked } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { testAndSetBit } from './bits.ts';
import { clearBitAndWake, sleepUntilDone, type Deadline } from './flag-wait.ts';

/** Takes the page lock if it is free: trylock_page(). Answers whether the caller now holds it. */
export function trylockPage(memory: PageMemory, page: number): boolean {
  return !testAndSetBit(memory, page, PG_locked);
}

/**
 * Takes the page lock and sleeps until it is free: lock_page(). Answers false if the deadline passed first. Unlike
 * Linux, the lock is not handed over: whoever comes first takes it.
 */
export function lockPage(memory: PageMemory, page: number, deadline: Deadline = Infinity): boolean {
  return sleepUntilDone(memory, page, PG_locked, trylockPage, page, deadline);
}

/**
 * Gives the page lock back and wakes those who sleep on the page: unlock_page().
 *
 * @throws Error if the page is not locked, where Linux has VM_BUG_ON_FOLIO(): the caller is broken.
 */
export function unlockPage(memory: PageMemory, page: number): void {
  if ((clearBitAndWake(memory, page, PG_locked) & PG_locked) === 0) {
    throw new Error(`unlockPage: page ${page} is not locked`);
  }
}
