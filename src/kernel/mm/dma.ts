import { add } from '#atomics';
import { USER_DMA, USER_DMA_WRITES, USER_LANDED, USER_PINNED } from '../layout/constants.ts';
import { writeNextVersion } from '../layout/contents.ts';
import { userWord, type PageMemory } from '../layout/page-memory.ts';
import { moveUser, userAt, userPage } from './gup-user.ts';

/**
 * The user's driver gives the pinned page to its device. Answers false, and changes nothing, if the user has no page
 * pinned or has already given it away.
 *
 * Implements PageCache!DmaStart.
 */
export function startDma(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_PINNED) return false;
  moveUser(memory, user, USER_DMA, userPage(memory, user));
  return true;
}

/**
 * The user's device writes the next version into the page by its physical address: no lock, no PTE, no notice. Answers
 * false, and changes nothing, if the device has no page.
 *
 * Implements PageCache!LandInPage.
 */
export function dmaWrite(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_DMA) return false;
  writeNextVersion(memory, userPage(memory, user));
  add(memory.words, userWord(memory, user, USER_DMA_WRITES), 1);
  return true;
}

/**
 * The user's device reports completion. Answers false, and changes nothing, if the device has no page.
 *
 * Implements PageCache!DmaDone.
 */
export function finishDma(memory: PageMemory, user: number): boolean {
  if (userAt(memory, user) !== USER_DMA) return false;
  moveUser(memory, user, USER_LANDED, userPage(memory, user));
  return true;
}
