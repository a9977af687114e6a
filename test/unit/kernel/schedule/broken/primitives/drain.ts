import { add, and, load, notify, or, sub, wait } from '#atomics';

/** Words: a page lock (bit 0), and pins. */
export const LOCK = 0;
export const PINS = 1;

function lock(words: Int32Array): void {
  while ((or(words, LOCK, 1) & 1) !== 0) wait(words, LOCK, 1, Infinity);
}

function unlock(words: Int32Array): void {
  and(words, LOCK, 0);
  notify(words, LOCK, Infinity);
}

/** Broken: waits for the pins to go and holds the page lock meanwhile, which the user needs to get there. */
export function flushWaitingUnderLock(words: Int32Array): void {
  lock(words);
  for (let pins = load(words, PINS); pins !== 0; pins = load(words, PINS)) wait(words, PINS, pins, Infinity);
  unlock(words);
}

/** As it must be: gives the lock back, and waits then. */
export function flushWaitingOutside(words: Int32Array): void {
  for (let pins = load(words, PINS); pins !== 0; pins = load(words, PINS)) wait(words, PINS, pins, Infinity);
  lock(words);
  unlock(words);
}

/** A user: pins, marks dirty under the page lock, unpins. */
export function usePage(words: Int32Array): void {
  add(words, PINS, 1);
  lock(words);
  unlock(words);
  sub(words, PINS, 1);
  notify(words, PINS, Infinity);
}

/** Broken: never sleeps, and waits for what nobody will do. */
export function spinForNothing(words: Int32Array): void {
  while (load(words, LOCK) === 0);
}
