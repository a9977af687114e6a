import { PG_locked, PG_writeback } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { testBit } from '../flags/bits.ts';
import { waitForClear, type Deadline } from '../flags/flag-wait.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';
import { attachPrivate } from '../fs/private-data.ts';
import { dirtyFolio } from '../fs/dirty-folio.ts';
import { mapWritable, pteIsWritable } from './page-table.ts';

/** The step of `handleWriteFault`: answers false, and changes nothing, if it would have to wait or if there is no fault. */
export function tryHandleWriteFault(memory: PageMemory, page: number): boolean {
  if (pteIsWritable(memory, page) || !trylockPage(memory, page)) return false;
  // Stable pages: the page must not change while the device may read it.
  const mayChange = !testBit(memory, page, PG_writeback) && !pteIsWritable(memory, page);
  if (mayChange) {
    attachPrivate(memory, page);
    dirtyFolio(memory, page);
    // Last: what a PTE allows to be written is dirty, and the filesystem knows (ef5d437f71af, b827e496c893).
    mapWritable(memory, page);
  }
  unlockPage(memory, page);
  return mayChange;
}

/**
 * A store to a page whose PTE is not writable: tells the filesystem, which attaches its private data and waits for
 * stable pages; marks the page dirty; makes the PTE writable. Sleeps for the page lock and for writeback. Answers
 * whether the PTE was writable in the end, by this fault or by another thread's; false means that the deadline passed.
 *
 * Linux: do_shared_fault() and do_wp_page(), mm/memory.c, with ->page_mkwrite() and folio_wait_stable().
 * Implements PageCache!Fault.
 */
export function handleWriteFault(memory: PageMemory, page: number, deadline: Deadline = Infinity): boolean {
  while (!tryHandleWriteFault(memory, page) && !pteIsWritable(memory, page)) {
    if (!waitForClear(memory, page, PG_locked | PG_writeback, deadline)) return false;
  }
  return true;
}
