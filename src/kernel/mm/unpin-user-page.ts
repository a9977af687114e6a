import { load } from '#atomics';
import {
  GUP_PIN_COUNTING_BIAS,
  HEADER_REPEAT,
  NO_PAGE,
  USER_DONE,
  USER_IDLE,
  USER_MARKED,
  USER_PINNED,
} from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { moveUser, userAt, userPage } from './gup-user.ts';
import { folioPutRefs } from './refcount.ts';

/**
 * Gives a pin back: after the page was marked dirty, or at once if the user pinned in vain. Answers false, and changes
 * nothing, if the user is anywhere else: its device may still write.
 *
 * Linux: unpin_user_page(), mm/gup.c.
 * Implements PageCache!Unpin.
 */
export function unpinUserPage(memory: PageMemory, user: number): boolean {
  const at = userAt(memory, user);
  if (at !== USER_PINNED && at !== USER_MARKED) return false;
  folioPutRefs(memory, userPage(memory, user), GUP_PIN_COUNTING_BIAS);
  const startsAgain = load(memory.words, HEADER_REPEAT) !== 0;
  moveUser(memory, user, startsAgain ? USER_IDLE : USER_DONE, NO_PAGE);
  return true;
}
