import { and, load, notify, or, wait } from '#atomics';

const LOCKED = 1;
const WAITERS = 2;
const LOCK = 0;

/** Broken: says that it waits, and sleeps on whatever stands in the word then, so that an unlock in between is lost. */
export function lockWithoutSecondLook(words: Int32Array): void {
  while ((or(words, LOCK, LOCKED) & LOCKED) !== 0) {
    or(words, LOCK, WAITERS);
    wait(words, LOCK, load(words, LOCK), Infinity);
  }
}

/** As it must be: what it sleeps on is what it saw when it said that it waits. */
export function lockWithSecondLook(words: Int32Array): void {
  while ((or(words, LOCK, LOCKED) & LOCKED) !== 0) {
    const seen = or(words, LOCK, WAITERS);
    if ((seen & LOCKED) !== 0) wait(words, LOCK, LOCKED | WAITERS, Infinity);
  }
}

/** Wakes one sleeper and takes the mark of all away: broken where more than one sleeps. */
export function unlockWakingOne(words: Int32Array): void {
  if ((and(words, LOCK, ~(LOCKED | WAITERS)) & WAITERS) !== 0) notify(words, LOCK, 1);
}

/** As it must be with one mark for all. */
export function unlockWakingAll(words: Int32Array): void {
  if ((and(words, LOCK, ~(LOCKED | WAITERS)) & WAITERS) !== 0) notify(words, LOCK, Infinity);
}
