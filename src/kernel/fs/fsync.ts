import { compareExchange, load, store } from '#atomics';
import {
  FSYNC_IDLE,
  FSYNC_WAITING,
  HEADER_FSYNC,
  PAGECACHE_TAG_DIRTY,
  PAGECACHE_TAG_TOWRITE,
  PAGE_FLAGS,
  PG_writeback,
} from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { testBit } from '../flags/bits.ts';
import { waitForClear, type Deadline } from '../flags/flag-wait.ts';
import { noteOwed, settleOwed } from './ledger.ts';

const UNFINISHED = PAGECACHE_TAG_TOWRITE | PG_writeback;

/**
 * An fsync() starts: tags the pages that have something to write now; each tag goes when the page is handed to the device. Answers
 * false, and changes nothing, if an fsync() is already waiting.
 *
 * Linux: tag_pages_for_writeback(), mm/page-writeback.c, as filemap_write_and_wait() reaches it.
 * Implements PageCache!Fsync.
 */
export function fsyncStart(memory: PageMemory): boolean {
  if (compareExchange(memory.words, HEADER_FSYNC, FSYNC_IDLE, FSYNC_WAITING) !== FSYNC_IDLE) return false;
  noteOwed(memory);
  for (let page = 0; page < memory.pages; page++) tagIfDirty(memory, page);
  return true;
}

/** One atomic step, so that a page submitted meanwhile is not tagged: its tag would never go. */
function tagIfDirty(memory: PageMemory, page: number): void {
  const word = pageWord(page, PAGE_FLAGS);
  for (let seen = load(memory.words, word); (seen & PAGECACHE_TAG_DIRTY) !== 0;) {
    const found = compareExchange(memory.words, word, seen, seen | PAGECACHE_TAG_TOWRITE);
    if (found === seen) return;
    seen = found;
  }
}

/**
 * WB_SYNC_ALL: whether an fsync() waits for the page to be written.
 *
 * Implements PageCache!ForIntegrity.
 */
export function isForIntegrity(memory: PageMemory, page: number): boolean {
  return testBit(memory, page, PAGECACHE_TAG_TOWRITE);
}

/** The step of `fsyncReturn`: answers false, and changes nothing, if no fsync() waits or a page is not yet written. */
export function tryFsyncReturn(memory: PageMemory): boolean {
  if (load(memory.words, HEADER_FSYNC) !== FSYNC_WAITING) return false;
  for (let page = 0; page < memory.pages; page++) {
    if (testBit(memory, page, UNFINISHED)) return false;
  }
  settleOwed(memory);
  store(memory.words, HEADER_FSYNC, FSYNC_IDLE);
  return true;
}

/**
 * The fsync() returns once no page is tagged or under writeback. Sleeps; somebody else has to do the passes. Answers
 * false if no fsync() is waiting or the deadline passed; then it still waits.
 *
 * Linux: filemap_fdatawait(), mm/filemap.c.
 * Implements PageCache!FsyncReturn.
 */
export function fsyncReturn(memory: PageMemory, deadline: Deadline = Infinity): boolean {
  while (!tryFsyncReturn(memory)) {
    if (load(memory.words, HEADER_FSYNC) !== FSYNC_WAITING) return false;
    for (let page = 0; page < memory.pages; page++) {
      while (testBit(memory, page, UNFINISHED)) {
        if (!waitForClear(memory, page, UNFINISHED, deadline)) return false;
      }
    }
  }
  return true;
}
