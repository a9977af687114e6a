import { add, compareExchange, load, store, sub } from '#atomics';

/** Words: the references, which page the slot holds, whether the slot's page was freed, and what went wrong. */
export const REFCOUNT = 0;
export const SLOT = 1;
export const WRONG = 2;

/** A lookup as it must be: takes a reference unless there is none, and looks whether the slot still holds the page. */
export function lookupWithRecheck(words: Int32Array): void {
  const page = load(words, SLOT);
  if (!getUnlessZero(words)) return;
  // The reference now keeps the page that the slot holds; it may be another one than was looked up.
  if (load(words, SLOT) === page) use(words, page);
  sub(words, REFCOUNT, 1);
}

/** Broken: the count went to zero and came back for another page, and compareExchange cannot tell. */
export function lookupWithoutRecheck(words: Int32Array): void {
  const page = load(words, SLOT);
  if (!getUnlessZero(words)) return;
  use(words, page);
  sub(words, REFCOUNT, 1);
}

function getUnlessZero(words: Int32Array): boolean {
  let seen = load(words, REFCOUNT);
  while (seen !== 0) {
    const found = compareExchange(words, REFCOUNT, seen, seen + 1);
    if (found === seen) return true;
    seen = found;
  }
  return false;
}

function use(words: Int32Array, page: number): void {
  if (load(words, SLOT) !== page) add(words, WRONG, 1);
}

/** Reclaim: freezes the count, gives the slot to another page, and ends the freeze. */
export function reuse(words: Int32Array): void {
  if (compareExchange(words, REFCOUNT, 1, 0) !== 1) return;
  add(words, SLOT, 1);
  store(words, REFCOUNT, 1);
}
