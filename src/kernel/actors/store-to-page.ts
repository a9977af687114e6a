import type { PageMemory } from '../layout/page-memory.ts';
import { handleWriteFault } from '../mm/handle-write-fault.ts';
import { storeThroughMapping } from '../mm/store-through-mapping.ts';

/** A process stores to a page that it has mapped, and takes as many faults as that needs. */
export function storeToPage(memory: PageMemory, page: number): void {
  while (!storeThroughMapping(memory, page)) handleWriteFault(memory, page);
}
