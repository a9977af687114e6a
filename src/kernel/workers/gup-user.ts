import { dmaWrite, finishDma, startDma } from '../mm/dma.ts';
import { pinUserPage } from '../mm/pin-user-page.ts';
import { setPageDirtyLock } from '../mm/set-page-dirty-lock.ts';
import { unpinUserPage } from '../mm/unpin-user-page.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import type { Play } from './actor.ts';
import { isStopped, pause, sliceEnd } from './pace.ts';
import { randomNumbers } from '../actors/random-numbers.ts';

const MOST_WRITES = 400;

/** A user of get_user_pages() with its device: pins a page, has it written many times, reports it, unpins; again and again. */
export const playGupUser: Play = (memory, { user, seed }) => {
  const random = randomNumbers(seed);
  while (!isStopped(memory)) {
    if (!pinUserPage(memory, user, random(memory.pages), sliceEnd())) continue;
    transfer(memory, user, 1 + random(MOST_WRITES));
    while (!setPageDirtyLock(memory, user, sliceEnd())) {
      if (isStopped(memory)) return;
    }
    unpinUserPage(memory, user);
    if (random(4) === 0) pause(memory, random(3));
  }
};

function transfer(memory: PageMemory, user: number, writes: number): void {
  startDma(memory, user);
  for (let i = 0; i < writes; i++) dmaWrite(memory, user);
  finishDma(memory, user);
}
