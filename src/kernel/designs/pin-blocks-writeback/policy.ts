import { proceed } from '../../fs/decide-writeback.ts';
import { neverDirtyAfterSync } from '../../fs/share-block.ts';
import { truncateUnpinned } from '../../fs/truncate.ts';
import { writePage } from '../../fs/write-page.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWrite } from '../../mm/dma.ts';
import { folioRedirtyForWritepage } from '../../mm/folio-redirty-for-writepage.ts';
import { tryPinUserPage } from '../../mm/pin-user-page.ts';
import { folioMaybeDmaPinned } from '../../mm/refcount.ts';
import { trySetPageDirtyLock } from '../../mm/set-page-dirty-lock.ts';
import { shrinkUnpinnedFolio } from '../../mm/shrink-folio.ts';
import { testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';

/**
 * Design 1 of the mail, in the form that drops the page lock and tries again: a page is neither cleaned nor written nor
 * truncated while somebody has it pinned.
 *
 * Implements the policy points of PinBlocksWriteback.
 */
export const pinBlocksWriteback: DesignPolicy = {
  name: 'pin-blocks-writeback',
  features: 0,
  pin: tryPinUserPage,
  dmaWrite: dmaWrite,
  setDirty: trySetPageDirtyLock,
  decide: (memory, page) =>
    folioMaybeDmaPinned(memory, page) ? folioRedirtyForWritepage(memory, page) : proceed(memory, page),
  clear: testClearPageDirty,
  submit: writePage,
  reclaim: shrinkUnpinnedFolio,
  truncate: truncateUnpinned,
  truncateWaits: folioMaybeDmaPinned,
  reflinkAfterCopy: neverDirtyAfterSync,
  countsAsDirty: isDirty,
};
