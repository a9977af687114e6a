import type { PageMemory } from '../layout/page-memory.ts';
import { noteHanded } from '../fs/ledger.ts';
import { isThrottled } from './handle-write-fault.ts';
import { writeNewVersion } from './newest-version.ts';
import { lockPageTable, unlockPageTable } from './page-table-lock.ts';
import { pteIsWritable } from './page-table.ts';

/**
 * A store through the mapping: writes the page's next version if the PTE allows it; else answers false, and changes
 * nothing: the caller has to take a fault.
 *
 * It holds the page-table lock, because page_mkclean() returns only when no CPU is still storing through the
 * permission that it took away; in hardware, the TLB flush sees to that.
 *
 * Implements PageCache!Store.
 */
export function storeThroughMapping(memory: PageMemory, page: number): boolean {
  if (isThrottled(memory)) return false;
  lockPageTable(memory, page);
  const allowed = pteIsWritable(memory, page);
  if (allowed) {
    writeNewVersion(memory, page);
    noteHanded(memory, page);
  }
  unlockPageTable(memory, page);
  return allowed;
}
