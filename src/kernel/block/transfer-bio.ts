import { add, and, load, or, store } from '#atomics';
import {
  FEATURE_BLOCK_MAP,
  FEATURE_PARITY,
  PAGE_BYTES,
  PAGE_CLONE_BLOCK,
  PAGE_CLONE_CHANGED,
  PAGE_GUARD_ERRORS,
  PAGE_PASS,
  PAGE_STALE_TAIL,
  PAGE_TAIL,
  PAGE_WRITTEN,
  STORAGE_BIO_TUPLES,
  STORAGE_COPY,
  STORAGE_FETCH,
  STORAGE_MEMORY,
  TAIL_DISK,
  TAIL_MEMORY,
  TUPLES_BYTES,
  WB_COPIED,
  WB_SUBMITTED,
  WB_TRANSFERRED,
} from '../layout/constants.ts';
import { blockByte, hasFeature, pageWord, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { blockOf } from '../fs/block-map.ts';
import { writeParity } from './parity.ts';
import { tuplesFit } from './protection-tuples.ts';

/**
 * The block device carries out the page's bio: fetches the page, or the copy that the bio is of, checks what it fetched
 * against the guard tags, and writes its block; data that does not fit is refused, logged, and the block left as it was. A RAID5 without guard tags writes what it fetched. One
 * device thread at a time serves a page. Answers false, and changes nothing, if there is no submitted bio.
 *
 * Implements PageCache!WbTransfer.
 */
export function transferBio(memory: PageMemory, page: number): boolean {
  const step = load(memory.words, pageWord(page, PAGE_PASS));
  if (step !== WB_SUBMITTED && step !== WB_COPIED) return false;
  const fetched = storageByte(memory, page, STORAGE_FETCH);
  const tuples = storageByte(memory, page, STORAGE_BIO_TUPLES);
  const source = storageByte(memory, page, step === WB_COPIED ? STORAGE_COPY : STORAGE_MEMORY);
  // Memory is read once; what is checked is what is written.
  memory.bytes.copyWithin(fetched, source, source + PAGE_BYTES);
  if (tuplesFit(memory, page, fetched, tuples)) writeBlock(memory, page, fetched, tuples);
  else add(memory.words, pageWord(page, PAGE_GUARD_ERRORS), 1);
  writeTail(memory, page, step === WB_COPIED);
  store(memory.words, pageWord(page, PAGE_PASS), WB_TRANSFERRED);
  return true;
}

function writeBlock(memory: PageMemory, page: number, fetched: number, tuples: number): void {
  if (hasFeature(memory, FEATURE_PARITY)) writeParity(memory, page, fetched);
  const number = blockOf(memory, page);
  const block = blockByte(memory, number);
  memory.bytes.copyWithin(block, fetched, fetched + PAGE_BYTES);
  memory.bytes.copyWithin(block + PAGE_BYTES, tuples, tuples + TUPLES_BYTES);
  add(memory.words, pageWord(page, PAGE_WRITTEN), 1);
  if (!hasFeature(memory, FEATURE_BLOCK_MAP)) return;
  if (load(memory.words, pageWord(page, PAGE_CLONE_BLOCK)) === number)
    add(memory.words, pageWord(page, PAGE_CLONE_CHANGED), 1);
}

/** What stands beyond the end of the file goes to disk with the page; a copy was zeroed there. No guard tag covers it. */
function writeTail(memory: PageMemory, page: number, isCopy: boolean): void {
  const word = pageWord(page, PAGE_TAIL);
  const tail = load(memory.words, word);
  if (tail === 0) return;
  if ((tail & TAIL_MEMORY) === 0 || isCopy) and(memory.words, word, ~TAIL_DISK);
  else {
    or(memory.words, word, TAIL_DISK);
    add(memory.words, pageWord(page, PAGE_STALE_TAIL), 1);
  }
}
