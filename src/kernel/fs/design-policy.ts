import type { PageMemory } from '../layout/page-memory.ts';

/** What became of a pass: it goes on, with the page or with a copy; it has ended with the page put off; or it cannot go on now. */
export type WritebackDecision = 'write' | 'copy' | 'put-off' | 'refused';

/**
 * The decisions that a design takes, at the policy points of the models and under their names; everything else is common to
 * all designs. Each is one of the ways to go on that the core has; all but `decide` answer whether they were possible, and
 * change nothing if not. None sleeps.
 */
export interface DesignPolicy {
  /** The design's name, as its folder is called. */
  readonly name: string;
  /** The `FEATURE_...` bits that its devices bring with them. */
  readonly features: number;
  /** Pin: a user asks for a page for its device. */
  pin(memory: PageMemory, user: number, page: number): boolean;
  /** DmaWrite: where a device writes. */
  dmaWrite(memory: PageMemory, user: number): boolean;
  /** SetDirty: the hand-back. */
  setDirty(memory: PageMemory, user: number): boolean;
  /** WbDecide: whether a dirty page is written now. Asked by the pass that holds the page lock, after page_mkclean(), so that no new pin can be taken. */
  decide(memory: PageMemory, page: number): WritebackDecision;
  /** WbClear: what becomes of the dirty bit. */
  clear(memory: PageMemory, page: number): boolean;
  /** WbSubmit: what is written. */
  submit(memory: PageMemory, page: number): boolean;
  /** Reclaim: what becomes of a clean page under memory pressure. */
  reclaim(memory: PageMemory, page: number): boolean;
  /** Truncate: whether truncation waits, and for what. */
  truncate(memory: PageMemory, page: number): boolean;
  /** Whether truncation of the page waits for an unpin; while it does, `truncate` is refused. */
  truncateWaits(this: void, memory: PageMemory, page: number): boolean;
  /** Reflink, after writeback that has left the page dirty. */
  reflinkAfterCopy(memory: PageMemory, page: number): boolean;
  /** Unthrottle: whether the page counts against the dirty limit. */
  countsAsDirty(memory: PageMemory, page: number): boolean;
}
