import { proceed } from '../../fs/decide-writeback.ts';
import { neverDirtyAfterSync } from '../../fs/share-block.ts';
import { askForPage, isAskedFor, truncateUnpinned } from '../../fs/truncate.ts';
import { writePage } from '../../fs/write-page.ts';
import { PG_drain, PG_revoke } from '../../layout/constants.ts';
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
 * Design 1b: each pin can be revoked. Writeback and truncate ask for a pinned page back and come again; meanwhile new write
 * faults wait. Whether the pin is given back is up to its user.
 *
 * Implements the policy points of Revocation.
 */
export const revocation: DesignPolicy = {
  name: 'revocation',
  features: 0,
  pin: tryPinUserPage,
  dmaWrite: dmaWrite,
  setDirty: trySetPageDirtyLock,
  decide: (memory, page) =>
    folioMaybeDmaPinned(memory, page)
      ? redirtyAndTell(memory, page, PG_revoke | PG_drain)
      : proceed(memory, page),
  clear: testClearPageDirty,
  submit: writePage,
  reclaim: shrinkUnpinnedFolio,
  truncate: (memory, page) =>
    folioMaybeDmaPinned(memory, page) ? askForPage(memory, page) : truncateUnpinned(memory, page),
  truncateWaits: (memory, page) => folioMaybeDmaPinned(memory, page) && isAskedFor(memory, page),
  reflinkAfterCopy: neverDirtyAfterSync,
  countsAsDirty: isDirty,
};
