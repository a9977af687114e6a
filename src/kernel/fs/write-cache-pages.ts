import type { PageMemory } from '../layout/page-memory.ts';
import type { Deadline } from '../flags/flag-wait.ts';
import { pageMkclean } from '../mm/page-mkclean.ts';
import { testClearPageDirty } from '../mm/test-clear-page-dirty.ts';
import { decideWriteback } from './decide-writeback.ts';
import { lockForWriteback, tryLockForWriteback } from './lock-for-writeback.ts';
import type { WritebackPolicy } from './writeback-policy.ts';
import { writePage } from './write-page.ts';

/**
 * One writeback pass over all pages: write_cache_pages(), mm/page-writeback.c. Answers how many pages were handed to
 * the filesystem.
 *
 * @param deadline until when to wait for a page that is locked or under writeback (WB_SYNC_ALL); without it such a page
 * is skipped (WB_SYNC_NONE).
 */
export function writeCachePages(memory: PageMemory, policy: WritebackPolicy, deadline?: Deadline): number {
  let written = 0;
  for (let page = 0; page < memory.pages; page++) {
    const locked =
      deadline === undefined ? tryLockForWriteback(memory, page) : lockForWriteback(memory, page, deadline);
    if (locked && writeLockedPage(memory, page, policy)) written++;
  }
  return written;
}

function writeLockedPage(memory: PageMemory, page: number, policy: WritebackPolicy): boolean {
  pageMkclean(memory, page);
  if (decideWriteback(memory, page, policy) !== 'write') return false;
  testClearPageDirty(memory, page);
  return writePage(memory, page);
}
