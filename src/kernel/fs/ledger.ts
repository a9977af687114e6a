import { add, load, store } from '#atomics';
import {
  FEATURE_DMA_LEDGER,
  FEATURE_LEDGER,
  PAGE_HANDED,
  PAGE_LOST,
  PAGE_NOT_DURABLE,
  PAGE_OWED,
  STORAGE_MEMORY,
} from '../layout/constants.ts';
import { firstVersion, memoryVersion } from '../layout/contents.ts';
import { hasFeature, pageWord, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { newestVersion } from '../mm/newest-version.ts';
import { diskVersion } from './disk-version.ts';

/** Notes that what memory holds was stored by a CPU or handed back by a device. */
export function noteHanded(memory: PageMemory, page: number): void {
  if (!hasFeature(memory, FEATURE_LEDGER)) return;
  const version = firstVersion(memory, storageByte(memory, page, STORAGE_MEMORY));
  store(memory.words, pageWord(page, PAGE_HANDED), version);
}

/** Notes a write that was dropped, though nobody truncated the page, if what memory holds is not on disk. */
export function noteDiscard(memory: PageMemory, page: number): void {
  if (!hasFeature(memory, FEATURE_LEDGER)) return;
  if (memoryVersion(memory, page) !== diskVersion(memory, page)) noteLost(memory, page);
}

/** Notes that a write to the page was dropped. */
export function noteLost(memory: PageMemory, page: number): void {
  add(memory.words, pageWord(page, PAGE_LOST), 1);
}

/** fsync() starts: it owes what had been stored or handed back, or all that had been written. */
export function noteOwed(memory: PageMemory): void {
  if (!hasFeature(memory, FEATURE_LEDGER | FEATURE_DMA_LEDGER)) return;
  for (let page = 0; page < memory.pages; page++) {
    const version = hasFeature(memory, FEATURE_DMA_LEDGER)
      ? newestVersion(memory, page)
      : load(memory.words, pageWord(page, PAGE_HANDED));
    store(memory.words, pageWord(page, PAGE_OWED), version);
  }
}

/** fsync() returns: it owes nothing any more. What it owed and is not on disk is counted. */
export function settleOwed(memory: PageMemory): void {
  if (!hasFeature(memory, FEATURE_LEDGER | FEATURE_DMA_LEDGER)) return;
  for (let page = 0; page < memory.pages; page++) {
    const owed = load(memory.words, pageWord(page, PAGE_OWED));
    if (owed > diskVersion(memory, page)) add(memory.words, pageWord(page, PAGE_NOT_DURABLE), 1);
    store(memory.words, pageWord(page, PAGE_OWED), 0);
  }
}

/** Truncation: nothing of the page is owed to anybody. */
export function forgetOwed(memory: PageMemory, page: number): void {
  if (!hasFeature(memory, FEATURE_LEDGER | FEATURE_DMA_LEDGER)) return;
  store(memory.words, pageWord(page, PAGE_HANDED), 0);
  store(memory.words, pageWord(page, PAGE_OWED), 0);
}
