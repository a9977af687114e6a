import { proceed } from '../../fs/decide-writeback.ts';
import { neverDirtyAfterSync } from '../../fs/share-block.ts';
import { truncateUnpinnedDax, truncateWaitsForPinDax } from '../../fs/truncate.ts';
import { writePage } from '../../fs/write-page.ts';
import { isDirty } from '../../mm/balance-dirty-pages.ts';
import { dmaWrite } from '../../mm/dma.ts';
import { isLongTerm } from '../../mm/gup-user.ts';
import { refusePin, tryPinUserPage } from '../../mm/pin-user-page.ts';
import { trySetPageDirtyLock } from '../../mm/set-page-dirty-lock.ts';
import { shrinkUnpinnedFolio } from '../../mm/shrink-folio.ts';
import { testClearPageDirty } from '../../mm/test-clear-page-dirty.ts';
import type { DesignPolicy } from '../../fs/design-policy.ts';

/**
 * Linux since 2023: long-term pins on files that track dirty pages are refused (6.5), reclaim leaves pinned pages alone (6.4),
 * truncate waits for pins with DAX (2018). Writeback still does not look at the pins that remain, which are short ones.
 *
 * Implements the policy points of LinuxToday.
 */
export const linuxToday: DesignPolicy = {
  name: 'linux-today',
  features: 0,
  pin: (memory, user, page) =>
    isLongTerm(memory, user) ? refusePin(memory, user, page) : tryPinUserPage(memory, user, page),
  dmaWrite: dmaWrite,
  setDirty: trySetPageDirtyLock,
  decide: proceed,
  clear: testClearPageDirty,
  submit: writePage,
  reclaim: shrinkUnpinnedFolio,
  truncate: truncateUnpinnedDax,
  truncateWaits: truncateWaitsForPinDax,
  reflinkAfterCopy: neverDirtyAfterSync,
  countsAsDirty: isDirty,
};
