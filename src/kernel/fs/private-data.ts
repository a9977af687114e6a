import { PG_private, REF_PRIVATE } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { testAndClearBit, testAndSetBit } from '../flags/bits.ts';
import { folioPutRefs, folioRefAdd } from '../mm/refcount.ts';

/** The filesystem attaches its private data, with one reference, if there is none: folio_attach_private(). The caller holds the page lock. */
export function attachPrivate(memory: PageMemory, page: number): void {
  if (!testAndSetBit(memory, page, PG_private)) folioRefAdd(memory, page, REF_PRIVATE);
}

/** The filesystem drops its private data and the reference: ->release_folio(). The caller holds the page lock. */
export function releasePrivate(memory: PageMemory, page: number): void {
  if (testAndClearBit(memory, page, PG_private)) folioPutRefs(memory, page, REF_PRIVATE);
}
