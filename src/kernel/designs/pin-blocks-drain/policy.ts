import { proceed } from '../../fs/decide-writeback.ts';
import { neverDirtyAfterSync } from '../../fs/share-block.ts';
import { truncateUnpinned } from '../../fs/truncate.ts';
import { writePage } from '../../fs/write-page.ts';
import { PG_drain } from '../../layout/constants.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWrite } from '../../mm/dma.ts';
import { redirtyAndTell } from '../../mm/folio-redirty-for-writepage.ts';
import { tryPinUserPage } from '../../mm/pin-user-page.ts';
import { folioMaybeDmaPinned } from '../../mm/refcount.ts';
import { trySetPageDirtyLock } from '../../mm/set-page-dirty-lock.ts';
import { shrinkUnpinnedFolio } from '../../mm/shrink-folio.ts';
import { testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';

/**
 * Design 1 of the mail, in the form that drops the page lock, tries again, and keeps new pins away meanwhile: a drain flag on
 * the page holds off write faults, and without a writable PTE nobody can pin.
 *
 * Implements the policy points of PinBlocksDrain.
 */
export const pinBlocksDrain: DesignPolicy = {
  name: 'pin-blocks-drain',
  features: 0,
  pin: tryPinUserPage,
  dmaWrite: dmaWrite,
  setDirty: trySetPageDirtyLock,
  decide: (memory, page) =>
    folioMaybeDmaPinned(memory, page) ? redirtyAndTell(memory, page, PG_drain) : proceed(memory, page),
  clear: testClearPageDirty,
  submit: writePage,
  reclaim: shrinkUnpinnedFolio,
  truncate: truncateUnpinned,
  truncateWaits: folioMaybeDmaPinned,
  reflinkAfterCopy: neverDirtyAfterSync,
  countsAsDirty: isDirty,
};
