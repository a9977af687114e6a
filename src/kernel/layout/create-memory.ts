import { formatMemory } from './format-memory.ts';
import { memoryBytes, viewMemory, type PageMemory } from './page-memory.ts';

/** How large a page memory is to be, and how its users behave. */
export interface MemoryShape {
  /** Pages of the file, at least 1. */
  readonly pages: number;
  /** Users of get_user_pages(), 0 or more. */
  readonly users: number;
  /** Whether users start again after their unpin. */
  readonly repeat: boolean;
}

/**
 * Allocates a page memory and puts it into its first state.
 *
 * @throws RangeError if a count is not a whole number in its range.
 */
export function createMemory({ pages, users, repeat }: MemoryShape): PageMemory {
  if (!Number.isInteger(pages) || pages < 1 || pages > 0xffff) {
    throw new RangeError(`pages must be a whole number from 1 to 65535, not ${pages}`);
  }
  if (!Number.isInteger(users) || users < 0 || users > 0xffff) {
    throw new RangeError(`users must be a whole number from 0 to 65535, not ${users}`);
  }
  const memory = viewMemory(new SharedArrayBuffer(memoryBytes(pages, users)), 0, pages, users);
  formatMemory(memory, repeat);
  return memory;
}
