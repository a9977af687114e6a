import { load, store } from '#atomics';
import { USER_AT, USER_PAGE } from '../layout/constants.ts';
import { userWord, type PageMemory } from '../layout/page-memory.ts';

/** How far a user of get_user_pages() has come: one of the `USER_...` constants. */
export function userAt(memory: PageMemory, user: number): number {
  return load(memory.words, userWord(memory, user, USER_AT));
}

/** The page that a user has pinned, or `NO_PAGE`. */
export function userPage(memory: PageMemory, user: number): number {
  return load(memory.words, userWord(memory, user, USER_PAGE));
}

/** Moves a user to `at` with `page`. Called by the user's own thread. */
export function moveUser(memory: PageMemory, user: number, at: number, page: number): void {
  store(memory.words, userWord(memory, user, USER_PAGE), page);
  store(memory.words, userWord(memory, user, USER_AT), at);
}
