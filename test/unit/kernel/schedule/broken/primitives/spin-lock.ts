import { load, notify, or, store, wait } from '#atomics';

/** Words: the lock, and how many are inside. */
export const LOCK = 0;
export const INSIDE = 1;

/** Broken: looks and takes in two steps. */
export function takeInTwoSteps(words: Int32Array): void {
  while (load(words, LOCK) !== 0) wait(words, LOCK, 1, Infinity);
  store(words, LOCK, 1);
}

/** As it must be: one step. */
export function takeInOneStep(words: Int32Array): void {
  while ((or(words, LOCK, 1) & 1) !== 0) wait(words, LOCK, 1, Infinity);
}

/** Gives the lock back and wakes one. */
export function give(words: Int32Array): void {
  store(words, LOCK, 0);
  notify(words, LOCK, 1);
}

/** Broken: gives the lock back by a plain store, which nothing orders with what the next one reads. */
export function givePlainly(words: Int32Array): void {
  words[LOCK] = 0;
  notify(words, LOCK, 1);
}

/** Broken: forgets the sleepers. */
export function giveWithoutWakeUp(words: Int32Array): void {
  store(words, LOCK, 0);
}

/** What the lock protects: a plain read, and a plain write of one more. */
export function countInside(words: Int32Array): void {
  words[INSIDE] = (words[INSIDE] as number) + 1;
}
