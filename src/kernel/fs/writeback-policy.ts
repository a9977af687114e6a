import type { PageMemory } from '../layout/page-memory.ts';

/** The decisions that a design takes; everything else is common to all designs. */
export interface WritebackPolicy {
  /** The design's name, as its folder is called. */
  readonly name: string;
  /**
   * Policy point "decide at writeback": whether a dirty page is written now. Asked by the pass that holds the page
   * lock, after page_mkclean(), so that no new pin can be taken. Must neither sleep nor change anything.
   */
  mayWriteBack(memory: PageMemory, page: number): boolean;
}
