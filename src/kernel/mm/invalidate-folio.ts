import { load } from '#atomics';
import { FEATURE_PRIVATE_PAGES, PAGE_PASS, WB_IDLE } from '../layout/constants.ts';
import { hasFeature, pageWord, type PageMemory } from '../layout/page-memory.ts';
import { trylockPage, unlockPage } from '../flags/page-lock.ts';
import { noteDiscard } from '../fs/ledger.ts';
import { releasePrivate } from '../fs/private-data.ts';
import { readFolio } from '../fs/read-folio.ts';
import { strayPage, takeFromUsers } from './gup-user.ts';
import { lockPageTable, unlockPageTable } from './page-table-lock.ts';
import { unmapPage } from './page-table.ts';
import { isReclaimable } from './shrink-folio.ts';

/**
 * A direct-IO write throws the page out of the cache: a clean page goes even if it is pinned, and is read back at once; what
 * its users' devices write from now on is lost. Never sleeps: answers false, and changes nothing, if the page is not clean
 * and at rest (EBUSY), or has no private data.
 *
 * Linux: invalidate_complete_folio2(), mm/truncate.c.
 * Implements PageCache!Invalidate.
 */
export function invalidateFolio(memory: PageMemory, page: number): boolean {
  if (!isReclaimable(memory, page) || !trylockPage(memory, page)) return false;
  const mayGo = isReclaimable(memory, page) && load(memory.words, pageWord(page, PAGE_PASS)) === WB_IDLE;
  if (mayGo) {
    unmapPage(memory, page);
    releasePrivate(memory, page);
    lockPageTable(memory, page);
    // A private page goes back to the file by its place in it, whatever page is there.
    if (!hasFeature(memory, FEATURE_PRIVATE_PAGES)) takeFromUsers(memory, page, strayPage(page));
    noteDiscard(memory, page);
    readFolio(memory, page);
    unlockPageTable(memory, page);
  }
  unlockPage(memory, page);
  return mayGo;
}
