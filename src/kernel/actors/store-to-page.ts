import type { PageMemory } from '../layout/page-memory.ts';
import { handleWriteFault } from '../mm/handle-write-fault.ts';
import { storeThroughMapping } from '../mm/store-through-mapping.ts';

/** A process stores to a page that it has mapped, and takes as many faults as that needs. Answers false if one ends in SIGBUS. */
export function storeToPage(memory: PageMemory, page: number): boolean {
  while (!storeThroughMapping(memory, page)) {
    if (!handleWriteFault(memory, page)) return false;
  }
  return true;
}
