import { add } from '#atomics';
import { PAGE_WAITED_IN_VAIN } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import type { Deadline } from '../flags/flag-wait.ts';
import { folioRedirtyForWritepage } from '../mm/folio-redirty-for-writepage.ts';
import { pageMkclean } from '../mm/page-mkclean.ts';
import { folioMaybeDmaPinned } from '../mm/refcount.ts';
import { waitForUnpin } from '../mm/wait-for-unpin.ts';
import { decideWriteback } from './decide-writeback.ts';
import type { DesignPolicy, WritebackDecision } from './design-policy.ts';
import { lockForWriteback, tryLockForWriteback } from './lock-for-writeback.ts';

/**
 * One writeback pass over all pages: write_cache_pages(), mm/page-writeback.c. Answers how many pages were handed to
 * the filesystem.
 *
 * @param deadline until when to wait for a page that is locked or under writeback (WB_SYNC_ALL); without it such a page
 * is skipped (WB_SYNC_NONE).
 * @param unpinBy until when a design may wait for an unpin where the pass stands, with the page locked; then the page is
 * put off, and the wait in vain is counted.
 */
export function writeCachePages(
  memory: PageMemory,
  policy: DesignPolicy,
  deadline?: Deadline,
  unpinBy: Deadline = Infinity,
): number {
  let written = 0;
  for (let page = 0; page < memory.pages; page++) {
    const locked =
      deadline === undefined ? tryLockForWriteback(memory, page) : lockForWriteback(memory, page, deadline);
    if (locked && writeLockedPage(memory, page, policy, unpinBy)) written++;
  }
  return written;
}

function writeLockedPage(memory: PageMemory, page: number, policy: DesignPolicy, unpinBy: Deadline): boolean {
  pageMkclean(memory, page);
  if (decideInTime(memory, page, policy, unpinBy) === 'put-off') return false;
  policy.clear(memory, page);
  return policy.submit(memory, page);
}

function decideInTime(
  memory: PageMemory,
  page: number,
  policy: DesignPolicy,
  unpinBy: Deadline,
): WritebackDecision {
  for (;;) {
    const decision = decideWriteback(memory, page, policy);
    if (decision !== 'refused') return decision;
    if (waitForUnpin(memory, page, unpinBy, folioMaybeDmaPinned)) continue;
    add(memory.words, pageWord(page, PAGE_WAITED_IN_VAIN), 1);
    return folioRedirtyForWritepage(memory, page);
  }
}
