import { load, notify, store } from '#atomics';
import { FEATURE_THROTTLE, HEADER_THROTTLED, PG_dirty } from '../layout/constants.ts';
import { hasFeature, type PageMemory } from '../layout/page-memory.ts';
import { testBit } from '../flags/bits.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';

/**
 * balance_dirty_pages(): a writer has to wait from now on, because all pages are dirty. Answers false, and changes nothing,
 * if it has to already or if they are not.
 *
 * Implements PageCache!Throttle.
 */
export function throttleWriter(memory: PageMemory): boolean {
  if (!hasFeature(memory, FEATURE_THROTTLE) || load(memory.words, HEADER_THROTTLED) !== 0) return false;
  for (let page = 0; page < memory.pages; page++) if (!isDirty(memory, page)) return false;
  store(memory.words, HEADER_THROTTLED, 1);
  return true;
}

/**
 * The writer goes on when fewer pages count as dirty; which do is for the design to say. Answers false, and changes nothing,
 * if none waits or all count.
 *
 * Implements PageCache!LeaveThrottle.
 */
export function releaseWriter(memory: PageMemory, policy: DesignPolicy): boolean {
  if (load(memory.words, HEADER_THROTTLED) === 0) return false;
  for (let page = 0; page < memory.pages; page++) {
    if (policy.countsAsDirty(memory, page)) continue;
    store(memory.words, HEADER_THROTTLED, 0);
    notify(memory.words, HEADER_THROTTLED, Infinity);
    return true;
  }
  return false;
}

/**
 * Whether the page is dirty: what counts where a design does not say otherwise.
 *
 * Implements PageCache!DirtyPages.
 */
export function isDirty(memory: PageMemory, page: number): boolean {
  return testBit(memory, page, PG_dirty);
}
