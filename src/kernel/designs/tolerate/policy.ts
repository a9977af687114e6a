import { proceed } from '../../fs/decide-writeback.ts';
import { neverDirtyAfterSync } from '../../fs/share-block.ts';
import { truncatePage, truncateWaitsForNoPin } from '../../fs/truncate.ts';
import { writeTolerantly } from '../../fs/write-page.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWrite } from '../../mm/dma.ts';
import { tryPinUserPage } from '../../mm/pin-user-page.ts';
import { trySetPageDirtyLock } from '../../mm/set-page-dirty-lock.ts';
import { shrinkFolio } from '../../mm/shrink-folio.ts';
import { testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';

/**
 * Design 2 of the mail: the assumption is dropped everywhere. Whoever computes checksums copies first; a page that became dirty
 * unannounced is legal, and the filesystem sees at writeback what it can do for it.
 *
 * Implements the policy points of Tolerate.
 */
export const tolerate: DesignPolicy = {
  name: 'tolerate',
  features: 0,
  pin: tryPinUserPage,
  dmaWrite: dmaWrite,
  setDirty: trySetPageDirtyLock,
  decide: proceed,
  clear: testClearPageDirty,
  submit: writeTolerantly,
  reclaim: shrinkFolio,
  truncate: truncatePage,
  truncateWaits: truncateWaitsForNoPin,
  reflinkAfterCopy: neverDirtyAfterSync,
  countsAsDirty: isDirty,
};
