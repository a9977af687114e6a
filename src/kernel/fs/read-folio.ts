import { add } from '#atomics';
import {
  PAGE_BYTES,
  PAGE_GUARD_ERRORS,
  STORAGE_BLOCK,
  STORAGE_BLOCK_TUPLES,
  STORAGE_MEMORY,
} from '../layout/constants.ts';
import { pageWord, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { tuplesFit } from '../block/protection-tuples.ts';

/**
 * Reads the page's block into memory: ->read_folio(). Nobody else may use the page. A block that does not fit the
 * tuples on the medium is logged as a guard error.
 */
export function readFolio(memory: PageMemory, page: number): void {
  const block = storageByte(memory, page, STORAGE_BLOCK);
  memory.bytes.copyWithin(storageByte(memory, page, STORAGE_MEMORY), block, block + PAGE_BYTES);
  if (!tuplesFit(memory, page, block, storageByte(memory, page, STORAGE_BLOCK_TUPLES))) {
    add(memory.words, pageWord(page, PAGE_GUARD_ERRORS), 1);
  }
}
