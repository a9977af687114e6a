import { load } from '#atomics';
import {
  FEATURE_FORGETFUL,
  FEATURE_PRIVATE_PAGES,
  HEADER_REPEAT,
  PRIVATE_BYTES,
  USER_DONE,
  USER_IDLE,
  USER_LANDED,
  USER_MARKED,
  USER_PINNED,
} from '../layout/constants.ts';
import { hasFeature, privateByte, type PageMemory } from '../layout/page-memory.ts';
import { dropUserPage, putPin, setUserAt, userAt } from './gup-user.ts';

/**
 * Gives a pin back: after the page was marked dirty, at once if the user pinned in vain, and where users are forgetful without
 * a hand-back. Answers false, and changes nothing, if the user is anywhere else: its device may still write.
 *
 * Linux: unpin_user_page(), mm/gup.c.
 * Implements PageCache!Unpin.
 */
export function unpinUserPage(memory: PageMemory, user: number): boolean {
  if (!mayUnpin(memory, userAt(memory, user))) return false;
  const page = dropUserPage(memory, user);
  if (hasFeature(memory, FEATURE_PRIVATE_PAGES)) {
    const data = privateByte(memory, user);
    memory.bytes.fill(0, data, data + PRIVATE_BYTES);
  } else if (page >= 0) putPin(memory, page);
  const startsAgain = load(memory.words, HEADER_REPEAT) !== 0;
  setUserAt(memory, user, startsAgain ? USER_IDLE : USER_DONE);
  return true;
}

function mayUnpin(memory: PageMemory, at: number): boolean {
  if (at === USER_PINNED || at === USER_MARKED) return true;
  return at === USER_LANDED && hasFeature(memory, FEATURE_FORGETFUL);
}
