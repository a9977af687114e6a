import { add } from '#atomics';
import { NO_BLOCK, PAGE_BYTES, PAGE_GUARD_ERRORS, STORAGE_MEMORY } from '../layout/constants.ts';
import { writeVersion } from '../layout/contents.ts';
import { blockByte, pageWord, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { tuplesFit } from '../block/protection-tuples.ts';
import { blockOf } from './block-map.ts';

/**
 * Reads the page's block into memory: ->read_folio(); a hole reads as the first version. Nobody else may use the page. A
 * block that does not fit the tuples on the medium is logged as a guard error.
 */
export function readFolio(memory: PageMemory, page: number): void {
  const number = blockOf(memory, page);
  const target = storageByte(memory, page, STORAGE_MEMORY);
  if (number === NO_BLOCK) return writeVersion(memory, target, page, 0);
  const block = blockByte(memory, number);
  memory.bytes.copyWithin(target, block, block + PAGE_BYTES);
  if (!tuplesFit(memory, page, block, block + PAGE_BYTES)) {
    add(memory.words, pageWord(page, PAGE_GUARD_ERRORS), 1);
  }
}
