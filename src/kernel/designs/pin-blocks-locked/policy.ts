import { proceed } from '../../fs/decide-writeback.ts';
import { neverDirtyAfterSync } from '../../fs/share-block.ts';
import { truncateUnpinned } from '../../fs/truncate.ts';
import { writePage } from '../../fs/write-page.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWrite } from '../../mm/dma.ts';
import { tryPinUserPage } from '../../mm/pin-user-page.ts';
import { folioMaybeDmaPinned } from '../../mm/refcount.ts';
import { trySetPageDirtyLock } from '../../mm/set-page-dirty-lock.ts';
import { shrinkUnpinnedFolio } from '../../mm/shrink-folio.ts';
import { testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';

/**
 * Design 1 of the mail, in the form that comes first to mind: writeback waits for the last unpin where it stands, with the page
 * lock held.
 *
 * Implements the policy points of PinBlocksLocked.
 */
export const pinBlocksLocked: DesignPolicy = {
  name: 'pin-blocks-locked',
  features: 0,
  pin: tryPinUserPage,
  dmaWrite: dmaWrite,
  setDirty: trySetPageDirtyLock,
  decide: (memory, page) => (folioMaybeDmaPinned(memory, page) ? 'refused' : proceed(memory, page)),
  clear: testClearPageDirty,
  submit: writePage,
  reclaim: shrinkUnpinnedFolio,
  truncate: truncateUnpinned,
  truncateWaits: folioMaybeDmaPinned,
  reflinkAfterCopy: neverDirtyAfterSync,
  countsAsDirty: isDirty,
};
