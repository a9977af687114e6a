import { load, store } from '#atomics';
import { PAGE_PTE, PTE_PRESENT, PTE_WRITE, REF_MAPPING } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { lockPageTable, unlockPageTable } from './page-table-lock.ts';
import { unmapDevices } from './gup-user.ts';
import { folioPutRefs, folioRefAdd } from './refcount.ts';

/** The page's page-table entry. Without the page-table lock, the answer may be out of date. */
export function readPte(memory: PageMemory, page: number): number {
  return load(memory.words, pageWord(page, PAGE_PTE));
}

/** Whether the mapping allows stores to the page. Without the page-table lock, the answer may be out of date. */
export function pteIsWritable(memory: PageMemory, page: number): boolean {
  return (readPte(memory, page) & PTE_WRITE) !== 0;
}

/** Maps the page writable: the end of finish_mkwrite_fault(). The caller holds the page lock. */
export function mapWritable(memory: PageMemory, page: number): void {
  lockPageTable(memory, page);
  if ((readPte(memory, page) & PTE_PRESENT) === 0) folioRefAdd(memory, page, REF_MAPPING);
  store(memory.words, pageWord(page, PAGE_PTE), PTE_PRESENT | PTE_WRITE);
  unlockPageTable(memory, page);
}

/** Takes the write permission away, from devices with page tables too: page_mkclean_one(). The caller holds the page lock. */
export function writeProtect(memory: PageMemory, page: number): void {
  lockPageTable(memory, page);
  store(memory.words, pageWord(page, PAGE_PTE), readPte(memory, page) & ~PTE_WRITE);
  unmapDevices(memory, page);
  unlockPageTable(memory, page);
}

/** Removes the mapping and its reference: try_to_unmap(). The caller holds the page lock. */
export function unmapPage(memory: PageMemory, page: number): void {
  lockPageTable(memory, page);
  const wasPresent = clearPte(memory, page);
  unlockPageTable(memory, page);
  if (wasPresent) folioPutRefs(memory, page, REF_MAPPING);
}

/**
 * The same unless the page is pinned: the look and the unmap are one, because pins are taken under the same lock. Answers
 * whether it is unmapped. The caller holds the page lock.
 *
 * Linux unmaps first and looks then, and keeps new faults out by invalidate_lock meanwhile (dax_layout_busy_page()).
 */
export function unmapUnpinned(
  memory: PageMemory,
  page: number,
  isPinned: (memory: PageMemory, page: number) => boolean,
): boolean {
  lockPageTable(memory, page);
  const unmaps = !isPinned(memory, page);
  const wasPresent = unmaps && clearPte(memory, page);
  unlockPageTable(memory, page);
  if (wasPresent) folioPutRefs(memory, page, REF_MAPPING);
  return unmaps;
}

/** Answers whether there was a mapping. The caller holds the page-table lock. */
function clearPte(memory: PageMemory, page: number): boolean {
  const wasPresent = (readPte(memory, page) & PTE_PRESENT) !== 0;
  store(memory.words, pageWord(page, PAGE_PTE), 0);
  unmapDevices(memory, page);
  return wasPresent;
}
