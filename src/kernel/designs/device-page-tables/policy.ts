import { FEATURE_DEVICE_PTES } from '../../layout/constants.ts';
import { proceed } from '../../fs/decide-writeback.ts';
import { neverDirtyAfterSync } from '../../fs/share-block.ts';
import { truncatePage, truncateWaitsForNoPin } from '../../fs/truncate.ts';
import { writePage } from '../../fs/write-page.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWrite } from '../../mm/dma.ts';
import { mapInDevice } from '../../mm/pin-user-page.ts';
import { trySetPageDirtyLock } from '../../mm/set-page-dirty-lock.ts';
import { shrinkFolio } from '../../mm/shrink-folio.ts';
import { testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';

/**
 * The hardware form of revocation (ODP, GPUs): a device has a page table, and MMU notifiers keep it in step with the PTEs: so a
 * device is one more CPU, and the old assumption is true. No pin, no hand-back.
 *
 * Implements the policy points of DevicePageTables.
 */
export const devicePageTables: DesignPolicy = {
  name: 'device-page-tables',
  features: FEATURE_DEVICE_PTES,
  pin: mapInDevice,
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
