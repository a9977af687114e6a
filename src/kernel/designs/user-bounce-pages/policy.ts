import { FEATURE_PRIVATE_PAGES } from '../../layout/constants.ts';
import { proceed } from '../../fs/decide-writeback.ts';
import { neverDirtyAfterSync } from '../../fs/share-block.ts';
import { truncatePage, truncateWaitsForNoPin } from '../../fs/truncate.ts';
import { writePage } from '../../fs/write-page.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWritePrivate } from '../../mm/dma.ts';
import { grantPrivatePage } from '../../mm/pin-user-page.ts';
import { tryWritePrivatePage } from '../../mm/set-page-dirty-lock.ts';
import { shrinkFolio } from '../../mm/shrink-folio.ts';
import { testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';

/**
 * Design 3 of the mail: get_user_pages() for write gives its user a private page with the contents of the file's page, and
 * set_page_dirty_lock() writes that back to the file. No device ever writes the page cache.
 *
 * Implements the policy points of UserBouncePages.
 */
export const userBouncePages: DesignPolicy = {
  name: 'user-bounce-pages',
  features: FEATURE_PRIVATE_PAGES,
  pin: grantPrivatePage,
  dmaWrite: dmaWritePrivate,
  setDirty: tryWritePrivatePage,
  decide: proceed,
  clear: testClearPageDirty,
  submit: writePage,
  reclaim: shrinkFolio,
  truncate: truncatePage,
  truncateWaits: truncateWaitsForNoPin,
  reflinkAfterCopy: neverDirtyAfterSync,
  countsAsDirty: isDirty,
};
