import { add, compareExchange, load, store, sub } from '#atomics';
import {
  FEATURE_CROWDED,
  GUP_PIN_COUNTING_BIAS,
  PAGE_PINS,
  PAGE_REFCOUNT,
  REF_CROWD,
  REF_PAGE_CACHE,
} from '../layout/constants.ts';
import { hasFeature, pageWord, type PageMemory } from '../layout/page-memory.ts';

/** The references on a page, pins counted `GUP_PIN_COUNTING_BIAS` each: folio_ref_count(). */
export function folioRefCount(memory: PageMemory, page: number): number {
  return load(memory.words, pageWord(page, PAGE_REFCOUNT));
}

/** Takes `references` references on a page that somebody already holds: folio_ref_add(). */
export function folioRefAdd(memory: PageMemory, page: number, references: number): void {
  add(memory.words, pageWord(page, PAGE_REFCOUNT), references);
}

/**
 * Gives `references` references back: folio_put_refs(). Answers how many are left. The last one is never given back this way, since the page
 * cache holds one until reclaim freezes it.
 *
 * @throws Error if that leaves no reference: somebody gave back what it did not hold.
 */
export function folioPutRefs(memory: PageMemory, page: number, references: number): number {
  const left = sub(memory.words, pageWord(page, PAGE_REFCOUNT), references) - references;
  if (left <= 0) throw new Error(`folioPutRefs: page ${page} has fewer than ${references + 1} references`);
  return left;
}

/** Takes `references` references unless the count is 0, that is, frozen: folio_ref_add_unless_zero(). Answers whether it did. */
export function folioRefAddUnlessZero(memory: PageMemory, page: number, references: number): boolean {
  const word = pageWord(page, PAGE_REFCOUNT);
  for (let seen = load(memory.words, word); seen !== 0;) {
    const found = compareExchange(memory.words, word, seen, seen + references);
    if (found === seen) return true;
    seen = found;
  }
  return false;
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
 *
 * Implements PageCache!MaybePinned.
 */
export function folioMaybeDmaPinned(memory: PageMemory, page: number): boolean {
  return folioRefCount(memory, page) >= GUP_PIN_COUNTING_BIAS;
}

/** How many pins the page has, exactly. */
export function folioPins(memory: PageMemory, page: number): number {
  return load(memory.words, pageWord(page, PAGE_PINS));
}

/** The references that a page has which only the page cache and the crowd hold. */
export function unusedReferences(memory: PageMemory): number {
  // The crowd's mappings go with the others, and come back with its next faults.
  return REF_PAGE_CACHE + (hasFeature(memory, FEATURE_CROWDED) ? REF_CROWD : 0);
}
