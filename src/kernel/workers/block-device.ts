import { load, wait } from '#atomics';
import { HEADER_DOORBELL } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { transferBio } from '../block/transfer-bio.ts';
import { endPageWriteback } from '../flags/page-writeback.ts';
import type { Play } from './actor.ts';
import { isStopped } from './pace.ts';

const LONGEST_SLEEP_MS = 50;

/** The block device: carries out the bios of all pages; sleeps when there is none. */
export const playBlockDevice: Play = (memory) => {
  while (!isStopped(memory)) {
    const bell = load(memory.words, HEADER_DOORBELL);
    // A bio submitted after the scan has changed the bell, so that the sleep ends at once.
    if (serveAllPages(memory) === 0) wait(memory.words, HEADER_DOORBELL, bell, LONGEST_SLEEP_MS);
  }
};

/** Carries out the bios that are submitted now; answers how many. */
export function serveAllPages(memory: PageMemory): number {
  let served = 0;
  for (let page = 0; page < memory.pages; page++) {
    if (transferBio(memory, page) && endPageWriteback(memory, page)) served++;
  }
  return served;
}
