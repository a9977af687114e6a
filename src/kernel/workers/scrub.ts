import { PAGE_BYTES, STRIPE_BLOCKS } from '../layout/constants.ts';
import { blockByte, parityByte, stripesOf, type PageMemory } from '../layout/page-memory.ts';

const WORDS = PAGE_BYTES / Int32Array.BYTES_PER_ELEMENT;

/** What a scrub of a RAID5 finds. */
export interface Scrub {
  readonly stripes: number;
  /** Stripes whose parity is not that of their blocks: mismatch_cnt of md. */
  readonly inconsistent: number;
  /** Data blocks that come out wrong when the device that has them is lost, and they are computed from the rest of their stripe. */
  readonly rebuiltWrong: number;
}

/** Looks at all stripes, and tries for each block what a rebuild would make of it. Nobody else may use the device. */
export function scrub(memory: PageMemory): Scrub {
  const stripes = stripesOf(memory);
  const lost = new Int32Array(WORDS);
  let [inconsistent, rebuiltWrong] = [0, 0];
  for (let stripe = 0; stripe < stripes; stripe++) {
    const blocks = blocksOf(memory, stripe);
    const wrong = blocks.filter((block) => {
      rebuild(memory, stripe, block, lost);
      const at = blockByte(memory, block) >> 2;
      return lost.some((word, i) => word !== memory.words[at + i]);
    });
    // Whatever is missing: parity that fits all blocks gives back each, and parity that does not gives back none.
    if (wrong.length > 0) inconsistent++;
    rebuiltWrong += wrong.length;
  }
  return { stripes, inconsistent, rebuiltWrong };
}

/** Computes a block from the parity and the other blocks of its stripe. */
function rebuild(memory: PageMemory, stripe: number, missing: number, into: Int32Array): void {
  const others = blocksOf(memory, stripe).filter((block) => block !== missing);
  const starts = [parityByte(memory, stripe), ...others.map((block) => blockByte(memory, block))];
  for (let i = 0; i < WORDS; i++) {
    into[i] = starts.reduce((all, start) => all ^ (memory.words[(start >> 2) + i] as number), 0);
  }
}

function blocksOf({ pages }: PageMemory, stripe: number): readonly number[] {
  const first = stripe * STRIPE_BLOCKS;
  return Array.from({ length: Math.min(STRIPE_BLOCKS, pages - first) }, (_, i) => first + i);
}
