import { load, store } from '#atomics';
import { PAGE_PASS, WB_DECIDED, WB_PROTECTED } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { folioRedirtyForWritepage } from '../mm/folio-redirty-for-writepage.ts';
import type { WritebackPolicy } from './writeback-policy.ts';

/** What became of the pass: it goes on, it has ended with the page put off, or there was none at this point. */
export type WritebackDecision = 'write' | 'put-off' | 'refused';

/**
 * Asks the design whether the page is written now: goes on with the pass, or puts the page off. Changes nothing if it
 * answers `refused`.
 *
 * Implements PageCache!Proceed.
 */
export function decideWriteback(
  memory: PageMemory,
  page: number,
  policy: WritebackPolicy,
): WritebackDecision {
  if (load(memory.words, pageWord(page, PAGE_PASS)) !== WB_PROTECTED) return 'refused';
  if (!policy.mayWriteBack(memory, page)) {
    folioRedirtyForWritepage(memory, page);
    return 'put-off';
  }
  store(memory.words, pageWord(page, PAGE_PASS), WB_DECIDED);
  return 'write';
}
