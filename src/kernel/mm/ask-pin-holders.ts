import { clearBit, setBit } from '../flags/bits.ts';
import { PG_revoke } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { folioMaybeDmaPinned } from './refcount.ts';

/**
 * Sets flags that ask whoever has the page pinned to give it back, or tell page faults to wait. The caller has seen a pin, and
 * has seen to it that nobody can take another: a pin that is gone by now is asked for nothing, so that no later holder is.
 */
export function askPinHolders(memory: PageMemory, page: number, told: number): void {
  setBit(memory, page, told);
  // The last unpin clears the request after it has given its reference back: one of the two sees the other.
  if ((told & PG_revoke) !== 0 && !folioMaybeDmaPinned(memory, page)) clearBit(memory, page, PG_revoke);
}
