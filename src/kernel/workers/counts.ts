import { load } from '#atomics';
import {
  HEADER_FSYNCS,
  HEADER_FSYNCS_STARVED,
  HEADER_THROTTLES,
  HEADER_THROTTLES_STARVED,
  HEADER_TRUNCATES,
  HEADER_TRUNCATES_STARVED,
  NO_BLOCK,
  PAGE_CLONE_BLOCK,
  PAGE_CLONE_CHANGED,
  PAGE_DROPPED_DIRTY,
  PAGE_EVICTED,
  PAGE_FREED_WRITTEN,
  PAGE_GUARD_ERRORS,
  PAGE_NO_SPACE,
  PAGE_PARITY_ERRORS,
  PAGE_REDIRTIED,
  PAGE_SURPRISE_DIRTY,
  PAGE_WAITED_IN_VAIN,
  PAGE_WRITTEN,
  USER_ASKED_AGAIN,
  USER_AT,
  USER_DMA_WRITES,
  USER_REFUSED,
} from '../layout/constants.ts';
import { pageWord, userWord, type PageMemory } from '../layout/page-memory.ts';

/** What has happened in a memory since it was formatted, summed over pages and users. */
export interface Counts {
  /** Transfers that the device refused, because data and guard tags did not fit. */
  readonly guardErrors: number;
  /** Transfers of data that its parity was not computed from. */
  readonly parityErrors: number;
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
  /** Waits for an unpin with the page locked that were given up. */
  readonly waitsInVain: number;
  /** Writebacks that found no space for their write. */
  readonly noSpace: number;
  /** Requests for a pin that were answered with an error. */
  readonly pinsRefused: number;
  /** fsync() calls that returned. */
  readonly fsyncs: number;
  /** fsync() calls that waited longer than a second. */
  readonly fsyncsStarved: number;
  /** Writes by the users' devices. */
  readonly dmaWrites: number;
  /** truncate() calls that ended. */
  readonly truncates: number;
  /** truncate() calls that waited longer than a second. */
  readonly truncatesStarved: number;
  /** Times that a writer began to wait in balance_dirty_pages(). */
  readonly throttles: number;
  /** Times that it waited longer than a second. */
  readonly throttlesStarved: number;
  /** Pages whose block a clone of the file got. */
  readonly pagesCloned: number;
  /** Writes in place to a block that the clone has. */
  readonly clonesChanged: number;
  /** Device writes to a block after it was freed. */
  readonly freedWritten: number;
}

/** Reads the counts; others may go on while they are read, and a refusal after which a user asks again just then counts twice. */
export function readCounts(memory: PageMemory): Counts {
  const header = (word: number): number => load(memory.words, word);
  const overPages = (field: number) => sum(memory.pages, (page) => load(memory.words, pageWord(page, field)));
  return {
    guardErrors: overPages(PAGE_GUARD_ERRORS),
    parityErrors: overPages(PAGE_PARITY_ERRORS),
    surpriseDirty: overPages(PAGE_SURPRISE_DIRTY),
    droppedDirty: overPages(PAGE_DROPPED_DIRTY),
    pagesWritten: overPages(PAGE_WRITTEN),
    pagesPutOff: overPages(PAGE_REDIRTIED),
    pagesEvicted: overPages(PAGE_EVICTED),
    waitsInVain: overPages(PAGE_WAITED_IN_VAIN),
    noSpace: overPages(PAGE_NO_SPACE),
    pinsRefused: sum(memory.users, (user) => pinsRefusedTo(memory, user)),
    fsyncs: header(HEADER_FSYNCS),
    fsyncsStarved: header(HEADER_FSYNCS_STARVED),
    truncates: header(HEADER_TRUNCATES),
    truncatesStarved: header(HEADER_TRUNCATES_STARVED),
    throttles: header(HEADER_THROTTLES),
    throttlesStarved: header(HEADER_THROTTLES_STARVED),
    pagesCloned: sum(memory.pages, (page) =>
      load(memory.words, pageWord(page, PAGE_CLONE_BLOCK)) === NO_BLOCK ? 0 : 1,
    ),
    clonesChanged: overPages(PAGE_CLONE_CHANGED),
    freedWritten: overPages(PAGE_FREED_WRITTEN),
    dmaWrites: sum(memory.users, (user) => load(memory.words, userWord(memory, user, USER_DMA_WRITES))),
  };
}

function pinsRefusedTo(memory: PageMemory, user: number): number {
  const isRefused = load(memory.words, userWord(memory, user, USER_AT)) === USER_REFUSED;
  return load(memory.words, userWord(memory, user, USER_ASKED_AGAIN)) + (isRefused ? 1 : 0);
}

function sum(count: number, value: (index: number) => number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += value(i);
  return total;
}
