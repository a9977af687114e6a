import { add, load, store } from '#atomics';
import {
  PAGE_BYTES,
  PAGE_GUARD_ERRORS,
  PAGE_PASS,
  PAGE_WRITTEN,
  STORAGE_BIO_TUPLES,
  STORAGE_BLOCK,
  STORAGE_BLOCK_TUPLES,
  STORAGE_FETCH,
  STORAGE_MEMORY,
  TUPLES_BYTES,
  WB_SUBMITTED,
  WB_TRANSFERRED,
} from '../layout/constants.ts';
import { pageWord, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { tuplesFit } from './protection-tuples.ts';

/**
 * The block device carries out the page's bio: fetches the page from memory, checks what it fetched against the guard
 * tags, and writes its block; data that does not fit is refused, logged, and the block left as it was. One device
 * thread at a time serves a page. Answers false, and changes nothing, if there is no submitted bio.
 *
 * Implements PageCache!WbTransfer.
 */
export function transferBio(memory: PageMemory, page: number): boolean {
  if (load(memory.words, pageWord(page, PAGE_PASS)) !== WB_SUBMITTED) return false;
  const fetched = storageByte(memory, page, STORAGE_FETCH);
  const tuples = storageByte(memory, page, STORAGE_BIO_TUPLES);
  const source = storageByte(memory, page, STORAGE_MEMORY);
  // Memory is read once; what is checked is what is written.
  memory.bytes.copyWithin(fetched, source, source + PAGE_BYTES);
  if (tuplesFit(memory, page, fetched, tuples)) {
    memory.bytes.copyWithin(storageByte(memory, page, STORAGE_BLOCK), fetched, fetched + PAGE_BYTES);
    const blockTuples = storageByte(memory, page, STORAGE_BLOCK_TUPLES);
    memory.bytes.copyWithin(blockTuples, tuples, tuples + TUPLES_BYTES);
    add(memory.words, pageWord(page, PAGE_WRITTEN), 1);
  } else {
    add(memory.words, pageWord(page, PAGE_GUARD_ERRORS), 1);
  }
  store(memory.words, pageWord(page, PAGE_PASS), WB_TRANSFERRED);
  return true;
}
