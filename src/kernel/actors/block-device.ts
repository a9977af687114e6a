import { load, wait } from '#atomics';
import { HEADER_DOORBELL } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { transferBio } from '../block/transfer-bio.ts';
import { endPageWriteback } from '../flags/page-writeback.ts';

/** Carries out the bios that are submitted now; answers how many. */
export function serveAllPages(memory: PageMemory): number {
  let served = 0;
  for (let page = 0; page < memory.pages; page++) {
    if (transferBio(memory, page) && endPageWriteback(memory, page)) served++;
  }
  return served;
}

/** The block device: carries out the bios of all pages, or sleeps once if there is none, for so many milliseconds at most. */
export function serveOrSleep(memory: PageMemory, milliseconds: number): void {
  const bell = load(memory.words, HEADER_DOORBELL);
  // A bio submitted after the scan has changed the bell, so that the sleep ends at once.
  if (serveAllPages(memory) === 0) wait(memory.words, HEADER_DOORBELL, bell, milliseconds);
}

/** A block device that never ends. */
export function serveForEver(memory: PageMemory): void {
  while (true) serveOrSleep(memory, Infinity);
}
