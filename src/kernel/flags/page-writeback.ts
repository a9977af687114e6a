import { load, store } from '#atomics';
import { PAGECACHE_TAGS, PAGE_PASS, PG_writeback, WB_IDLE, WB_TRANSFERRED } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { leaveOldBlock } from '../fs/block-map.ts';
import { clearBit, setBit, testBit } from './bits.ts';
import { clearBitAndWake, sleepUntilDone, type Deadline } from './flag-wait.ts';

const isUnderNoWriteback = (memory: PageMemory, page: number): boolean =>
  !testBit(memory, page, PG_writeback);

/**
 * Says that the device may read the page from now on: set_page_writeback(). The caller holds the page lock. The tags go
 * afterwards, so that an fsync() sees the page under writeback or tagged at every moment.
 *
 * @param tags the tags that go: all of them, or of a page that stays dirty only that of an fsync().
 */
export function startPageWriteback(memory: PageMemory, page: number, tags = PAGECACHE_TAGS): void {
  setBit(memory, page, PG_writeback);
  clearBit(memory, page, tags);
}

/** Sleeps until the page is not under writeback: wait_on_page_writeback(). Answers false if the deadline passed first. */
export function waitOnPageWriteback(
  memory: PageMemory,
  page: number,
  deadline: Deadline = Infinity,
): boolean {
  return sleepUntilDone(memory, page, PG_writeback, isUnderNoWriteback, page, deadline);
}

/**
 * The bio has ended: the device no longer reads the page, and who waited for that goes on. Called by the device, which
 * holds no lock. Answers false, and changes nothing, if the device has not yet transferred a bio of the page.
 *
 * Linux: end_page_writeback(), mm/filemap.c.
 * Implements PageCache!WbEnd.
 */
export function endPageWriteback(memory: PageMemory, page: number): boolean {
  if (load(memory.words, pageWord(page, PAGE_PASS)) !== WB_TRANSFERRED) return false;
  // All before the end, because the next pass may start as soon as PG_writeback is clear.
  leaveOldBlock(memory, page);
  store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);
  clearBitAndWake(memory, page, PG_writeback);
  return true;
}
