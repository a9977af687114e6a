import type { WritebackPolicy } from '../../fs/writeback-policy.ts';
import { folioMaybeDmaPinned } from '../../mm/refcount.ts';

/**
 * Design 1 of the mail, in the form that drops the page lock and tries again: a page is neither cleaned nor written
 * while somebody has it pinned.
 *
 * Implements PinBlocksWriteback!WbDecide.
 */
export const pinBlocksWriteback: WritebackPolicy = {
  name: 'pin-blocks-writeback',
  mayWriteBack: (memory, page) => !folioMaybeDmaPinned(memory, page),
};
