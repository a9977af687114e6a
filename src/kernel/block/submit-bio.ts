import { add, notify, store } from '#atomics';
import { FEATURE_PARITY, HEADER_DOORBELL, PAGE_PASS, STORAGE_BIO_TUPLES } from '../layout/constants.ts';
import { hasFeature, pageWord, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { prepareParity } from './parity.ts';
import { computeTuples } from './protection-tuples.ts';

/**
 * Hands the page to the block device: computes the guard tags, or the parity of a RAID5, from what is written as it is now, then rings the device. The
 * caller has set PG_writeback; the page may be unlocked. Linux: submit_bio() with bio_integrity_prep().
 *
 * @param source which part of the page's storage is written: `STORAGE_MEMORY` or `STORAGE_COPY`.
 * @param step how far the pass has come then: `WB_SUBMITTED` or `WB_COPIED`.
 */
export function submitBio(memory: PageMemory, page: number, source: number, step: number): void {
  const data = storageByte(memory, page, source);
  if (hasFeature(memory, FEATURE_PARITY)) prepareParity(memory, page, data);
  else computeTuples(memory, page, data, storageByte(memory, page, STORAGE_BIO_TUPLES));
  // The bio is complete; this store publishes it.
  store(memory.words, pageWord(page, PAGE_PASS), step);
  add(memory.words, HEADER_DOORBELL, 1);
  notify(memory.words, HEADER_DOORBELL, 1);
}
