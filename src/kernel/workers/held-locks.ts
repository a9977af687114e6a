import { load } from '#atomics';
import {
  PAGE_FLAGS,
  PAGE_PASS,
  PAGE_PTL,
  PG_locked,
  PTL_FREE,
  WB_KEPT,
  WB_LOCKED,
} from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';

/** A lock that nobody gave back. */
export interface HeldLock {
  readonly lock: 'page lock' | 'page-table lock';
  readonly page: number;
  /** Who died or was stopped while it may have held the lock: one name where that is certain. */
  readonly by: readonly string[];
  /** Whether the lock was taken by a writeback pass, which says so in the memory. */
  readonly inPass: boolean;
}

/** The roles that make writeback passes; of the others, only the device takes no lock. */
const PASS_ROLES = ['flusher', 'syncer'];
const LOCKLESS_ROLE = 'block-device';

/**
 * The locks that are held in a memory in which nobody runs any more.
 *
 * @param gone the names of the threads that did not play to their end; a name begins with the role.
 */
export function heldLocks(memory: PageMemory, gone: readonly string[]): readonly HeldLock[] {
  const held: HeldLock[] = [];
  for (let page = 0; page < memory.pages; page++) {
    const word = (field: number): number => load(memory.words, pageWord(page, field));
    const pass = word(PAGE_PASS);
    const inPass = pass >= WB_LOCKED && pass <= WB_KEPT;
    const by = gone.filter((name) => (inPass ? PASS_ROLES.includes(name) : name !== LOCKLESS_ROLE));
    if ((word(PAGE_FLAGS) & PG_locked) !== 0) held.push({ lock: 'page lock', page, by, inPass });
    if (word(PAGE_PTL) !== PTL_FREE) held.push({ lock: 'page-table lock', page, by, inPass });
  }
  return held;
}
