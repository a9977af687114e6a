import {
  FEATURE_BLOCK_MAP,
  FEATURE_COW,
  FEATURE_DAX,
  FEATURE_HOLES,
  FEATURE_MULTI_PAGE,
  FEATURE_PARITY,
} from './constants.ts';
import { formatMemory, type MemoryUse } from './format-memory.ts';
import { memoryBytes, viewMemory, type MemorySizes, type PageMemory } from './page-memory.ts';

/** How large a page memory is to be, and how its users behave. */
export interface MemoryShape extends Partial<MemoryUse> {
  /** Pages of the file, at least 1. */
  readonly pages: number;
  /** Users of get_user_pages(), 0 or more. */
  readonly users: number;
  /** Whether users start again after their unpin. */
  readonly repeat: boolean;
  /** `FEATURE_...` bits; none if it is missing. */
  readonly features?: number;
  /** Blocks that nobody has at the start, beyond those of the pages; 0 if it is missing. */
  readonly freeBlocks?: number;
}

/** Features that are about blocks. */
const OF_BLOCKS = FEATURE_COW | FEATURE_HOLES | FEATURE_DAX;
const ALL_FEATURES = 2 ** 15 - 1;

/**
 * Allocates a page memory and puts it into its first state.
 *
 * @throws RangeError if a count is not a whole number in its range, or if features do not go together.
 */
export function createMemory(shape: MemoryShape): PageMemory {
  const sizes = sizesOf(shape);
  const memory = viewMemory(new SharedArrayBuffer(memoryBytes(sizes)), 0, sizes);
  const { repeat, longTerm = [], freeBlocks = 0, spares = 0 } = shape;
  formatMemory(memory, { repeat, longTerm, freeBlocks, spares });
  return memory;
}

function sizesOf({ pages, users, features = 0, freeBlocks = 0 }: MemoryShape): MemorySizes {
  whole('pages', pages, 1, 0xffff);
  whole('users', users, 0, 0xffff);
  whole('freeBlocks', freeBlocks, 0, 0xffff);
  whole('features', features, 0, ALL_FEATURES);
  if ((features & OF_BLOCKS) !== 0 && (features & FEATURE_BLOCK_MAP) === 0)
    throw new RangeError('copy on write, holes and DAX need the block map');
  if ((features & FEATURE_DAX) !== 0 && (features & (FEATURE_COW | FEATURE_HOLES)) !== 0)
    throw new RangeError('DAX goes neither with copy on write nor with holes');
  if ((features & FEATURE_PARITY) !== 0 && (features & FEATURE_BLOCK_MAP) !== 0)
    throw new RangeError('parity is kept of blocks that are written in place: it goes without the block map');
  if ((features & FEATURE_MULTI_PAGE) !== 0 && pages < 2)
    throw new RangeError('an IO of several pages needs a file of several pages');
  return { pages, users, features, blocks: pages + freeBlocks };
}

function whole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}`);
}
