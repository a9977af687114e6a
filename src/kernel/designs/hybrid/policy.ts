import { needsBlock, reservedBlocks } from '../../fs/block-map.ts';
import { proceed, proceedByCopy } from '../../fs/decide-writeback.ts';
import { isForIntegrity } from '../../fs/fsync.ts';
import { shareKeptDirty } from '../../fs/share-block.ts';
import { truncatePage, truncateUnless } from '../../fs/truncate.ts';
import { writeBounceCopy, writePage } from '../../fs/write-page.ts';
import { FEATURE_COW, FEATURE_DAX } from '../../layout/constants.ts';
import { hasFeature } from '../../layout/page-memory.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWrite } from '../../mm/dma.ts';
import { folioRedirtyForWritepage } from '../../mm/folio-redirty-for-writepage.ts';
import { isLongTerm } from '../../mm/gup-user.ts';
import { hasSpares, refusePin, reservePin } from '../../mm/pin-user-page.ts';
import { folioMaybeDmaPinned, folioPins } from '../../mm/refcount.ts';
import { trySetPageDirtyLock } from '../../mm/set-page-dirty-lock.ts';
import { shrinkFolioUnless } from '../../mm/shrink-folio.ts';
import { keepDirty, testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';
import type { PageMemory } from '../../layout/page-memory.ts';

/**
 * A pin is a standing write intent: a pinned page is never clean and always has its space reserved; who needs durability gets a
 * copy on disk; nobody waits for a pin that nobody can take back.
 *
 * Implements the policy points of Hybrid.
 */
export const hybrid: DesignPolicy = {
  name: 'hybrid',
  features: 0,
  pin: (memory, user, page) =>
    mayPin(memory, user) ? reservePin(memory, user, page) : refusePin(memory, user, page),
  dmaWrite: dmaWrite,
  setDirty: trySetPageDirtyLock,
  decide: (memory, page) => {
    if (!isPinned(memory, page)) return proceed(memory, page);
    if (isForIntegrity(memory, page) && canCopy(memory, page)) return proceedByCopy(memory, page);
    return folioRedirtyForWritepage(memory, page);
  },
  clear: (memory, page) => testClearPageDirty(memory, page) || keepDirty(memory, page),
  submit: (memory, page) => writePage(memory, page) || writeBounceCopy(memory, page, true),
  reclaim: (memory, page) => shrinkFolioUnless(memory, page, isPinned),
  truncate: (memory, page) =>
    hasFeature(memory, FEATURE_DAX) ? truncateUnless(memory, page, isPinned) : truncatePage(memory, page),
  truncateWaits: (memory, page) => hasFeature(memory, FEATURE_DAX) && isPinned(memory, page),
  reflinkAfterCopy: (memory, page) => reservedBlocks(memory, page) > 0 && shareKeptDirty(memory, page),
  countsAsDirty: (memory, page) => isDirty(memory, page) && !isPinned(memory, page),
};

/** The cheap test may be wrong, so the exact count confirms it. Implements Hybrid!Pinned. */
function isPinned(memory: PageMemory, page: number): boolean {
  return folioMaybeDmaPinned(memory, page) && folioPins(memory, page) > 0;
}

/** Where each writeback needs a block, a pin without space is refused; with DAX there is no copy to write, so that long pins are. Implements Hybrid!MayPin. */
function mayPin(memory: PageMemory, user: number): boolean {
  if (!hasSpares(memory)) return false;
  return !hasFeature(memory, FEATURE_DAX) || !isLongTerm(memory, user);
}

/** Where the next write needs a block too, its reservation must be there before this one is used. Implements Hybrid!CanCopy. */
function canCopy(memory: PageMemory, page: number): boolean {
  if (!needsBlock(memory, page)) return true;
  return reservedBlocks(memory, page) > (hasFeature(memory, FEATURE_COW) ? 1 : 0);
}
