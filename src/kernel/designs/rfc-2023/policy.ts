import { proceed, proceedByCopy } from '../../fs/decide-writeback.ts';
import { isForIntegrity } from '../../fs/fsync.ts';
import { shareKeptDirty } from '../../fs/share-block.ts';
import { truncateUnpinnedDax, truncateWaitsForPinDax } from '../../fs/truncate.ts';
import { writeBounceCopy, writePage } from '../../fs/write-page.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWrite } from '../../mm/dma.ts';
import { folioRedirtyForWritepage } from '../../mm/folio-redirty-for-writepage.ts';
import { tryPinUserPage } from '../../mm/pin-user-page.ts';
import { folioMaybeDmaPinned } from '../../mm/refcount.ts';
import { trySetPageDirtyLock } from '../../mm/set-page-dirty-lock.ts';
import { shrinkUnpinnedFolio } from '../../mm/shrink-folio.ts';
import { keepDirty, testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';

/**
 * Jan Kara's RFC of February 2023 ("Writeback handling of pinned pages"): background writeback skips a pinned page, fsync()
 * writes a bounce copy of it, and the page stays dirty.
 *
 * Implements the policy points of Rfc2023.
 */
export const rfc2023: DesignPolicy = {
  name: 'rfc-2023',
  features: 0,
  pin: tryPinUserPage,
  dmaWrite: dmaWrite,
  setDirty: trySetPageDirtyLock,
  decide: (memory, page) => {
    if (!folioMaybeDmaPinned(memory, page)) return proceed(memory, page);
    return isForIntegrity(memory, page)
      ? proceedByCopy(memory, page)
      : folioRedirtyForWritepage(memory, page);
  },
  clear: (memory, page) => testClearPageDirty(memory, page) || keepDirty(memory, page),
  submit: (memory, page) => writePage(memory, page) || writeBounceCopy(memory, page, false),
  reclaim: shrinkUnpinnedFolio,
  truncate: truncateUnpinnedDax,
  truncateWaits: truncateWaitsForPinDax,
  reflinkAfterCopy: shareKeptDirty,
  countsAsDirty: isDirty,
};
