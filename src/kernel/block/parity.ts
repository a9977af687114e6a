import { add } from '#atomics';
import { PAGE_BYTES, PAGE_PARITY_ERRORS, STRIPE_BLOCKS } from '../layout/constants.ts';
import { blockByte, pageWord, parityByte, parityDeltaByte, type PageMemory } from '../layout/page-memory.ts';

const WORDS = PAGE_BYTES / Int32Array.BYTES_PER_ELEMENT;

/**
 * Read-modify-write of a RAID5: what the write of the 4096 bytes at `data` will change in the parity of the page's stripe is
 * computed now, from what is written as it is now. Linux: md raid5 with skip_copy, which takes the bio's own pages; without it,
 * md copies them first, as a design does that writes copies.
 */
export function prepareParity(memory: PageMemory, page: number, data: number): void {
  const words = memory.words;
  const from = data >> 2;
  const old = blockByte(memory, page) >> 2;
  const to = parityDeltaByte(memory, page) >> 2;
  for (let i = 0; i < WORDS; i++) words[to + i] = (words[from + i] as number) ^ (words[old + i] as number);
}

/**
 * The parity of the page's stripe is written, together with the page's block, which is still the old one. One device thread
 * serves all pages of a stripe. What is not the data that the parity was computed from is counted: two such errors of one
 * stripe may cancel each other in the parity.
 */
export function writeParity(memory: PageMemory, page: number, data: number): void {
  const words = memory.words;
  if (!parityFits(memory, page, data)) add(words, pageWord(page, PAGE_PARITY_ERRORS), 1);
  const from = parityDeltaByte(memory, page) >> 2;
  const to = parityByte(memory, Math.trunc(page / STRIPE_BLOCKS)) >> 2;
  for (let i = 0; i < WORDS; i++) words[to + i] = (words[to + i] as number) ^ (words[from + i] as number);
}

function parityFits(memory: PageMemory, page: number, data: number): boolean {
  const words = memory.words;
  const from = data >> 2;
  const old = blockByte(memory, page) >> 2;
  const delta = parityDeltaByte(memory, page) >> 2;
  for (let i = 0; i < WORDS; i++) {
    if (((words[from + i] as number) ^ (words[old + i] as number)) !== words[delta + i]) return false;
  }
  return true;
}
