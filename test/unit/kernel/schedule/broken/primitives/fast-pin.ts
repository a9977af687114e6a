import { add, load, store, sub } from '#atomics';

/** Words: a page-table entry (1 = writable), the pins, and whether a pin was taken for good and the page written as unpinned. */
export const PTE = 0;
export const PINS = 1;
export const PINNED = 2;
export const WRITTEN = 3;

/** Fast GUP as it must be: pins, then looks again, and undoes the pin if the entry has changed meanwhile. */
export function pinWithCheck(words: Int32Array): void {
  if (load(words, PTE) !== 1) return;
  add(words, PINS, 1);
  if (load(words, PTE) === 1) store(words, PINNED, 1);
  else sub(words, PINS, 1);
}

/** Broken: does not look again. */
export function pinWithoutCheck(words: Int32Array): void {
  if (load(words, PTE) !== 1) return;
  add(words, PINS, 1);
  store(words, PINNED, 1);
}

/** Writeback as it must be: takes the permission away, and looks at the pins then. */
export function writeAfterMkclean(words: Int32Array): void {
  store(words, PTE, 0);
  if (load(words, PINS) === 0) store(words, WRITTEN, 1);
}

/** Broken: looks at the pins before page_mkclean(). */
export function writeBeforeMkclean(words: Int32Array): void {
  const isPinned = load(words, PINS) !== 0;
  store(words, PTE, 0);
  if (!isPinned) store(words, WRITTEN, 1);
}
