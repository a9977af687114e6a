import { compareExchange, exchange, notify, wait } from '#atomics';
import { PAGE_PTL, PTL_CONTENDED, PTL_FREE, PTL_HELD } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';

/**
 * Takes the lock of the page's page-table entry: spin_lock(ptl). Its holder never waits for anything, so taking it is
 * no place where a step can be refused. Three states, after Drepper, "Futexes Are Tricky" (2011), section 5: an
 * uncontended pair costs one atomic operation each.
 */
export function lockPageTable(memory: PageMemory, page: number): void {
  const word = pageWord(page, PAGE_PTL);
  if (compareExchange(memory.words, word, PTL_FREE, PTL_HELD) === PTL_FREE) return;
  while (exchange(memory.words, word, PTL_CONTENDED) !== PTL_FREE) {
    wait(memory.words, word, PTL_CONTENDED, Infinity);
  }
}

/** Gives the lock of the page's page-table entry back: spin_unlock(ptl). */
export function unlockPageTable(memory: PageMemory, page: number): void {
  const word = pageWord(page, PAGE_PTL);
  if (exchange(memory.words, word, PTL_FREE) === PTL_CONTENDED) notify(memory.words, word, 1);
}
