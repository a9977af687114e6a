import { proceed } from '../../fs/decide-writeback.ts';
import { neverDirtyAfterSync } from '../../fs/share-block.ts';
import { truncateUnpinned } from '../../fs/truncate.ts';
import { writePage } from '../../fs/write-page.ts';
import { PG_drain } from '../../layout/constants.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWrite } from '../../mm/dma.ts';
import { redirtyAndTell } from '../../mm/folio-redirty-for-writepage.ts';
import { isLongTerm } from '../../mm/gup-user.ts';
import { refusePin, tryPinUserPage } from '../../mm/pin-user-page.ts';
import { folioMaybeDmaPinned } from '../../mm/refcount.ts';
import { trySetPageDirtyLock } from '../../mm/set-page-dirty-lock.ts';
import { shrinkUnpinnedFolio } from '../../mm/shrink-folio.ts';
import { testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';

/**
 * Design 1a: file pages are not given to long-term pins, and writeback and truncate wait for the short ones that remain, as in
 * pin-blocks-drain.
 *
 * Implements the policy points of RefuseLongTerm.
 */
export const refuseLongTerm: DesignPolicy = {
  name: 'refuse-long-term',
  features: 0,
  pin: (memory, user, page) =>
    isLongTerm(memory, user) ? refusePin(memory, user, page) : tryPinUserPage(memory, user, page),
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
