import { load } from '#atomics';
import { NO_BLOCK, PAGE_CLONE_BLOCK } from '../layout/constants.ts';
import { readVersion } from '../layout/contents.ts';
import { blockByte, pageWord, type PageMemory } from '../layout/page-memory.ts';
import { blockOf } from './block-map.ts';

/** The version of the page that is on the device, 0 for a hole, or `TORN`. */
export function diskVersion(memory: PageMemory, page: number): number {
  const block = blockOf(memory, page);
  return block === NO_BLOCK ? 0 : readVersion(memory, blockByte(memory, block), page);
}

/** The version of the page that a clone of the file holds, undefined without a clone. */
export function cloneVersion(memory: PageMemory, page: number): number | undefined {
  const block = load(memory.words, pageWord(page, PAGE_CLONE_BLOCK));
  return block === NO_BLOCK ? undefined : readVersion(memory, blockByte(memory, block), page);
}
