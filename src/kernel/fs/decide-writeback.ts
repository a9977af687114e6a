import { load, store } from '#atomics';
import { PAGE_PASS, WB_COPYING, WB_DECIDED, WB_PROTECTED } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import type { DesignPolicy, WritebackDecision } from './design-policy.ts';

/** Asks the design whether the page is written now. Changes nothing if it answers `refused`. */
export function decideWriteback(memory: PageMemory, page: number, policy: DesignPolicy): WritebackDecision {
  if (load(memory.words, pageWord(page, PAGE_PASS)) !== WB_PROTECTED) return 'refused';
  return policy.decide(memory, page);
}

/**
 * Goes on with the pass: the page is written. The caller is the pass that has write-protected it.
 *
 * Implements PageCache!Proceed.
 */
export function proceed(memory: PageMemory, page: number): WritebackDecision {
  store(memory.words, pageWord(page, PAGE_PASS), WB_DECIDED);
  return 'write';
}

/**
 * Goes on with the pass: a copy is written, and the page stays dirty. The caller is the pass that has write-protected it.
 *
 * Implements PageCache!ProceedByCopy.
 */
export function proceedByCopy(memory: PageMemory, page: number): WritebackDecision {
  store(memory.words, pageWord(page, PAGE_PASS), WB_COPYING);
  return 'copy';
}
