import { wait } from '#atomics';
import type { Deadline } from '../flags/flag-wait.ts';
import { GUP_PIN_COUNTING_BIAS, PAGE_REFCOUNT } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { folioRefCount } from './refcount.ts';

/**
 * Sleeps once, if there is an unpin to wait for. Answers false if the deadline has passed, else true: look again.
 *
 * No wake-up is lost: the word that is slept on is one that says that the page is pinned, and whoever gives the last pin back
 * notifies it. (Flags would not do: whoever waits for another bit can make the word again what it was.) A crowd's references say so
 * too, so that a test of exact pins must not wait for a page that has one; no program and no free run has a crowd.
 *
 * @param waits whether there is: `folioMaybeDmaPinned`, or what the design says of a page that may be pinned.
 */
export function waitForUnpin(
  memory: PageMemory,
  page: number,
  deadline: Deadline,
  waits: (memory: PageMemory, page: number) => boolean,
): boolean {
  const seen = folioRefCount(memory, page);
  if (seen < GUP_PIN_COUNTING_BIAS || !waits(memory, page)) return true;
  const milliseconds = deadline - performance.now();
  const word = pageWord(page, PAGE_REFCOUNT);
  return milliseconds > 0 && wait(memory.words, word, seen, milliseconds) !== 'timed-out';
}
