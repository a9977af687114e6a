import { wait } from '#atomics';
import type { Deadline } from '../flags/flag-wait.ts';
import { GUP_PIN_COUNTING_BIAS, PAGE_REFCOUNT } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import { folioRefCount } from './refcount.ts';

/**
 * Sleeps once, if somebody may have the page pinned. Answers false if the deadline has passed, else true: look again.
 *
 * No wake-up is lost: the word that is slept on is the one that says whether the page may be pinned, and whoever gives the
 * last pin back notifies it. (Flags would not do: whoever waits for another bit can make the word again what it was.)
 */
export function waitForUnpin(memory: PageMemory, page: number, deadline: Deadline): boolean {
  const seen = folioRefCount(memory, page);
  if (seen < GUP_PIN_COUNTING_BIAS) return true;
  const milliseconds = deadline - performance.now();
  const word = pageWord(page, PAGE_REFCOUNT);
  return milliseconds > 0 && wait(memory.words, word, seen, milliseconds) !== 'timed-out';
}
