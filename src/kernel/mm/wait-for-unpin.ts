import { or, wait } from '#atomics';
import { PAGE_FLAGS, PG_waiters } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import type { Deadline } from '../flags/flag-wait.ts';
import { folioMaybeDmaPinned } from './refcount.ts';

/**
 * Sleeps once, if somebody may have the page pinned. Answers false if the deadline has passed, else true: look again.
 *
 * No wake-up is lost: the pins are looked at after PG_waiters is set, and the last unpin clears PG_waiters after it has given
 * its reference back.
 */
export function waitForUnpin(memory: PageMemory, page: number, deadline: Deadline): boolean {
  if (!folioMaybeDmaPinned(memory, page)) return true;
  const word = pageWord(page, PAGE_FLAGS);
  const before = or(memory.words, word, PG_waiters);
  if (!folioMaybeDmaPinned(memory, page)) return true;
  const milliseconds = deadline - performance.now();
  return milliseconds > 0 && wait(memory.words, word, before | PG_waiters, milliseconds) !== 'timed-out';
}
