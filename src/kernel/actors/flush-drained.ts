import { PG_drain } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { testBit } from '../flags/bits.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';
import { writeCachePages } from '../fs/write-cache-pages.ts';
import { folioMaybeDmaPinned } from '../mm/refcount.ts';
import { waitForUnpin } from '../mm/wait-for-unpin.ts';

/** One writeback pass, and as many more as it takes until no page is drained of pins any more: nobody else would come again. */
export function flushDrained(memory: PageMemory, policy: DesignPolicy): void {
  writeCachePages(memory, policy);
  for (let page = 0; page < memory.pages; page++) {
    while (testBit(memory, page, PG_drain)) {
      waitForUnpin(memory, page, Infinity, folioMaybeDmaPinned);
      writeCachePages(memory, policy, Infinity);
    }
  }
}
