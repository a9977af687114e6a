import { PAGE_BYTES, STRIPE_BLOCKS } from '../layout/constants.ts';
import { blockByte, parityByte, parityDeltaByte, type PageMemory } from '../layout/page-memory.ts';

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

/** The parity of the page's stripe is written, together with the page's block. One device thread serves all pages of a stripe. */
export function writeParity(memory: PageMemory, page: number): void {
  const words = memory.words;
  const from = parityDeltaByte(memory, page) >> 2;
  const to = parityByte(memory, Math.trunc(page / STRIPE_BLOCKS)) >> 2;
  for (let i = 0; i < WORDS; i++) words[to + i] = (words[to + i] as number) ^ (words[from + i] as number);
}
