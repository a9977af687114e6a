import { load } from '#atomics';
import {
  PAGE_DROPPED_DIRTY,
  PAGE_EVICTED,
  PAGE_GUARD_ERRORS,
  PAGE_REDIRTIED,
  PAGE_SURPRISE_DIRTY,
  PAGE_WRITTEN,
  USER_DMA_WRITES,
} from '../layout/constants.ts';
import { pageWord, userWord, type PageMemory } from '../layout/page-memory.ts';

/** What has happened in a memory since it was formatted, summed over pages and users. */
export interface Counts {
  /** Transfers that the device refused, because data and guard tags did not fit. */
  readonly guardErrors: number;
  /** Pages that became dirty without notice to the filesystem. */
  readonly surpriseDirty: number;
  /** Dirty pages without private data that were dropped instead of written. */
  readonly droppedDirty: number;
  /** Transfers that the device accepted. */
  readonly pagesWritten: number;
  /** Passes that put a page off. */
  readonly pagesPutOff: number;
  /** Pages that reclaim evicted. */
  readonly pagesEvicted: number;
  /** Writes by the users' devices. */
  readonly dmaWrites: number;
}

/** Reads the counts; each is exact, but others may go on while they are read. */
export function readCounts(memory: PageMemory): Counts {
  const overPages = (field: number) => sum(memory.pages, (page) => load(memory.words, pageWord(page, field)));
  return {
    guardErrors: overPages(PAGE_GUARD_ERRORS),
    surpriseDirty: overPages(PAGE_SURPRISE_DIRTY),
    droppedDirty: overPages(PAGE_DROPPED_DIRTY),
    pagesWritten: overPages(PAGE_WRITTEN),
    pagesPutOff: overPages(PAGE_REDIRTIED),
    pagesEvicted: overPages(PAGE_EVICTED),
    dmaWrites: sum(memory.users, (user) => load(memory.words, userWord(memory, user, USER_DMA_WRITES))),
  };
}

function sum(count: number, value: (index: number) => number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += value(i);
  return total;
}
