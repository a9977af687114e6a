import { and, notify, or, wait } from '#atomics';
import { PAGE_FLAGS, PG_waiters } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { testBit } from './bits.ts';

/** A point in time in milliseconds on the clock of `performance.now()` of this thread; `Infinity` waits for ever. */
export type Deadline = number;

/**
 * Sleeps once, if any of `blockers` is set in the page's flag word. Answers false if the deadline has passed, else true:
 * look again, the wake-up may have been for somebody else.
 *
 * No wake-up is lost: PG_waiters is set and the blockers are looked at in one atomic step, and whoever clears a blocker
 * later clears PG_waiters with it, so that the word is no longer the one that is slept on. folio_wait_bit_common().
 */
export function waitForClear(
  memory: PageMemory,
  page: number,
  blockers: number,
  deadline: Deadline,
): boolean {
  if (!testBit(memory, page, blockers)) return true;
  const word = pageWord(page, PAGE_FLAGS);
  const before = or(memory.words, word, PG_waiters);
  if ((before & blockers) === 0) return true;
  const milliseconds = deadline - performance.now();
  return milliseconds > 0 && wait(memory.words, word, before | PG_waiters, milliseconds) !== 'timed-out';
}

/**
 * Repeats a non-blocking step on `subject` until it is done, and sleeps in between while any of `blockers` is set in the
 * flag word of `page`. Answers false if the deadline passed first; then the step has changed nothing.
 */
export function sleepUntilDone(
  memory: PageMemory,
  page: number,
  blockers: number,
  step: (memory: PageMemory, subject: number) => boolean,
  subject: number,
  deadline: Deadline,
): boolean {
  while (!step(memory, subject)) {
    if (!waitForClear(memory, page, blockers, deadline)) return false;
  }
  return true;
}

/**
 * Clears `bits` and wakes everybody who sleeps on the flag word; answers the word before. All are woken, because they
 * wait for different bits: folio_wake_bit() with its PG_waiters test.
 */
export function clearBitAndWake(memory: PageMemory, page: number, bits: number): number {
  const word = pageWord(page, PAGE_FLAGS);
  const before = and(memory.words, word, ~(bits | PG_waiters));
  if ((before & PG_waiters) !== 0) notify(memory.words, word, Infinity);
  return before;
}
