import { add, compareExchange, load, store, sub } from '#atomics';
import { GUP_PIN_COUNTING_BIAS, PAGE_REFCOUNT } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';

/** The references on a page, pins counted `GUP_PIN_COUNTING_BIAS` each: folio_ref_count(). */
export function folioRefCount(memory: PageMemory, page: number): number {
  return load(memory.words, pageWord(page, PAGE_REFCOUNT));
}

/** Takes `references` references on a page that somebody already holds: folio_ref_add(). */
export function folioRefAdd(memory: PageMemory, page: number, references: number): void {
  add(memory.words, pageWord(page, PAGE_REFCOUNT), references);
}

/**
 * Gives `references` references back: folio_put_refs(). The last one is never given back this way, since the page
 * cache holds one until reclaim freezes it.
 *
 * @throws Error if that leaves no reference: somebody gave back what it did not hold.
 */
export function folioPutRefs(memory: PageMemory, page: number, references: number): void {
  if (sub(memory.words, pageWord(page, PAGE_REFCOUNT), references) <= references) {
    throw new Error(`folioPutRefs: page ${page} has fewer than ${references + 1} references`);
  }
}

/** Sets the count to 0 if it is exactly `expected`, so that nobody can take a reference: folio_ref_freeze(). */
export function folioRefFreeze(memory: PageMemory, page: number, expected: number): boolean {
  return compareExchange(memory.words, pageWord(page, PAGE_REFCOUNT), expected, 0) === expected;
}

/** Ends a freeze: folio_ref_unfreeze(). */
export function folioRefUnfreeze(memory: PageMemory, page: number, references: number): void {
  store(memory.words, pageWord(page, PAGE_REFCOUNT), references);
}

/**
 * Whether somebody may have the page pinned: folio_maybe_dma_pinned() of a small folio. Never false for a pinned page;
 * true without a pin for a page with 1024 ordinary references.
 */
export function folioMaybeDmaPinned(memory: PageMemory, page: number): boolean {
  return folioRefCount(memory, page) >= GUP_PIN_COUNTING_BIAS;
}

/** How many pins the page has, provided that it has fewer than 1024 ordinary references. */
export function folioPins(memory: PageMemory, page: number): number {
  return Math.floor(folioRefCount(memory, page) / GUP_PIN_COUNTING_BIAS);
}
