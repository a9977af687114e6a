import { add } from '#atomics';
import {
  NO_PAGE,
  PG_revoke,
  USER_ASKED_AGAIN,
  USER_DMA,
  USER_IDLE,
  USER_LANDED,
  USER_MARKED,
  USER_PINNED,
  USER_REFUSED,
} from '../layout/constants.ts';
import { DESIGNS } from '../designs/index.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';
import { testBit } from '../flags/bits.ts';
import { finishDma, startDma } from '../mm/dma.ts';
import { isLongTerm, moveUser, userAt, userPage } from '../mm/gup-user.ts';
import { pinUserPage } from '../mm/pin-user-page.ts';
import { setPageDirtyLock } from '../mm/set-page-dirty-lock.ts';
import { unpinUserPage } from '../mm/unpin-user-page.ts';
import { userWord, type PageMemory } from '../layout/page-memory.ts';
import type { Play } from './actor.ts';
import { isStopped, pause, sliceEnd } from './pace.ts';
import { randomNumbers } from '../actors/random-numbers.ts';

const MOST_WRITES = 400;
const WRITES_BETWEEN_PAUSES = 50;
/** How long a user does something else after its request was refused. */
const REFUSED_MS = 5;
/** How long it waits before it looks again whether its device still has the page. */
const MAPPED_MS = 1;

/**
 * A user of get_user_pages() with its device: gets a page as the design says, has it written many times, reports it, unpins;
 * again and again. A user whose request was refused asks again a little later.
 */
export const playGupUser: Play = (memory, { user, seed, design }) => {
  const random = randomNumbers(seed);
  const policy = DESIGNS[design];
  while (!isStopped(memory)) {
    if (!pinUserPage(memory, user, random(memory.pages), policy, sliceEnd())) {
      if (userAt(memory, user) === USER_REFUSED) askAgain(memory, user);
      // Mapped in a device's page table: until that is taken away there is nothing to do.
      else if (userAt(memory, user) !== USER_IDLE) pause(memory, MAPPED_MS);
      continue;
    }
    if (!transfer(memory, user, policy, 1 + random(MOST_WRITES))) return;
    if (random(4) === 0) pause(memory, random(3));
  }
};

function askAgain(memory: PageMemory, user: number): void {
  pause(memory, REFUSED_MS);
  if (isStopped(memory)) return;
  add(memory.words, userWord(memory, user, USER_ASKED_AGAIN), 1);
  moveUser(memory, user, USER_IDLE, NO_PAGE);
}

/** A long-term user keeps its page, and has it written now and then, until the run ends or it is asked to give the page back. */
function writeUntilAsked(memory: PageMemory, user: number, policy: DesignPolicy): void {
  const page = userPage(memory, user);
  while (userAt(memory, user) === USER_DMA && !testBit(memory, page, PG_revoke) && !isStopped(memory)) {
    for (let i = 0; i < WRITES_BETWEEN_PAUSES; i++) policy.dmaWrite(memory, user);
    pause(memory, 1);
  }
}

/** One IO from the start of DMA to the unpin; false if the run ended before. */
function transfer(memory: PageMemory, user: number, policy: DesignPolicy, writes: number): boolean {
  while (userAt(memory, user) === USER_PINNED && !startDma(memory, user)) {
    if (isStopped(memory)) return false;
    pause(memory, 1);
  }
  if (isLongTerm(memory, user)) writeUntilAsked(memory, user, policy);
  else for (let i = 0; i < writes && userAt(memory, user) === USER_DMA; i++) policy.dmaWrite(memory, user);
  finishDma(memory, user);
  while (userAt(memory, user) === USER_LANDED && !setPageDirtyLock(memory, user, policy, sliceEnd())) {
    if (isStopped(memory)) return false;
  }
  if (userAt(memory, user) === USER_MARKED) unpinUserPage(memory, user);
  return true;
}
