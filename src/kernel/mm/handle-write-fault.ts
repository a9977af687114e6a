import { load, store, wait } from '#atomics';
import {
  EOF_BEYOND,
  FEATURE_DAX,
  FEATURE_ORPHANS,
  FEATURE_THROTTLE,
  HEADER_FREE_BLOCKS,
  HEADER_THROTTLED,
  PAGE_BLOCK,
  PAGE_EOF,
  PG_drain,
  PG_locked,
  PG_writeback,
} from '../layout/constants.ts';
import { hasFeature, pageWord, type PageMemory } from '../layout/page-memory.ts';
import { testBit } from '../flags/bits.ts';
import { waitForClear, type Deadline } from '../flags/flag-wait.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';
import { needsBlock, reservedBlocks, reserveForFault } from '../fs/block-map.ts';
import { dirtyFolio } from '../fs/dirty-folio.ts';
import { attachPrivate } from '../fs/private-data.ts';
import { mapWritable, pteIsWritable } from './page-table.ts';

/** Bits of the flag word for which a write fault waits. */
const FAULT_WAITS_FOR = PG_locked | PG_writeback | PG_drain;

/** The step of `handleWriteFault`: answers false, and changes nothing, if it would have to wait, if there is no fault, or if the fault ends in SIGBUS. */
export function tryHandleWriteFault(memory: PageMemory, page: number): boolean {
  if (pteIsWritable(memory, page) || isThrottled(memory) || !trylockPage(memory, page)) return false;
  // Stable pages: the page must not change while the device may read it.
  const mayChange = !testBit(memory, page, PG_writeback | PG_drain) && !pteIsWritable(memory, page);
  const handles = mayChange && !isBeyondEof(memory, page) && reserveForFault(memory, page);
  if (handles) {
    attachPrivate(memory, page);
    if (hasFeature(memory, FEATURE_DAX)) store(memory.words, pageWord(page, PAGE_BLOCK), page);
    dirtyFolio(memory, page);
    // Last: what a PTE allows to be written is dirty, and the filesystem knows (ef5d437f71af, b827e496c893).
    mapWritable(memory, page);
  }
  unlockPage(memory, page);
  return handles;
}

/**
 * A store to a page whose PTE is not writable: tells the filesystem, which reserves a block if the next write needs one,
 * attaches its private data and waits for stable pages; marks the page dirty; makes the PTE writable. Sleeps for the page
 * lock, for writeback, for a page that is drained of pins, and while writers are throttled. Answers whether the PTE was
 * writable in the end, by this fault or by another thread's; false means SIGBUS (no space, or beyond the end of the file)
 * or that the deadline passed.
 *
 * Linux: do_shared_fault() and do_wp_page(), mm/memory.c, with ->page_mkwrite() and folio_wait_stable().
 * Implements PageCache!Fault.
 */
export function handleWriteFault(memory: PageMemory, page: number, deadline: Deadline = Infinity): boolean {
  while (!tryHandleWriteFault(memory, page) && !pteIsWritable(memory, page)) {
    if (!waitForClear(memory, page, FAULT_WAITS_FOR, deadline)) return false;
    if (!waitForThrottle(memory, deadline)) return false;
    if (isBeyondEof(memory, page) || isWithoutSpace(memory, page)) return false;
  }
  return true;
}

/** Whether a writer has to wait in balance_dirty_pages(). */
export function isThrottled(memory: PageMemory): boolean {
  return hasFeature(memory, FEATURE_THROTTLE) && load(memory.words, HEADER_THROTTLED) !== 0;
}

function waitForThrottle(memory: PageMemory, deadline: Deadline): boolean {
  if (!isThrottled(memory)) return true;
  const milliseconds = deadline - performance.now();
  return milliseconds > 0 && wait(memory.words, HEADER_THROTTLED, 1, milliseconds) !== 'timed-out';
}

function isBeyondEof(memory: PageMemory, page: number): boolean {
  if (!hasFeature(memory, FEATURE_ORPHANS)) return false;
  return (load(memory.words, pageWord(page, PAGE_EOF)) & EOF_BEYOND) !== 0;
}

function isWithoutSpace(memory: PageMemory, page: number): boolean {
  if (hasFeature(memory, FEATURE_DAX) || !needsBlock(memory, page) || reservedBlocks(memory, page) > 0)
    return false;
  return load(memory.words, HEADER_FREE_BLOCKS) === 0;
}
