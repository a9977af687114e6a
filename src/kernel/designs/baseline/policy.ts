import { proceed } from '../../fs/decide-writeback.ts';
import { neverDirtyAfterSync } from '../../fs/share-block.ts';
import { truncatePage, truncateWaitsForNoPin } from '../../fs/truncate.ts';
import { writePage } from '../../fs/write-page.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWrite } from '../../mm/dma.ts';
import { tryPinUserPage } from '../../mm/pin-user-page.ts';
import { trySetPageDirtyLock } from '../../mm/set-page-dirty-lock.ts';
import { shrinkFolio } from '../../mm/shrink-folio.ts';
import { testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';

/**
 * Linux as the mail of January 2018 found it: writeback does not look at pins, and neither does anybody else.
 *
 * Implements the policy points of Baseline.
 */
export const baseline: DesignPolicy = {
  name: 'baseline',
  features: 0,
  pin: tryPinUserPage,
  dmaWrite: dmaWrite,
  setDirty: trySetPageDirtyLock,
  decide: proceed,
  clear: testClearPageDirty,
  submit: writePage,
  reclaim: shrinkFolio,
  truncate: truncatePage,
  truncateWaits: truncateWaitsForNoPin,
  reflinkAfterCopy: neverDirtyAfterSync,
  countsAsDirty: isDirty,
};
