import { add } from '#atomics';
import { randomNumbers } from '../actors/random-numbers.ts';
import { DESIGNS } from '../designs/index.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';
import { extendFile, finishTruncate, truncateStart } from '../fs/truncate.ts';
import { HEADER_TRUNCATES, HEADER_TRUNCATES_STARVED } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import type { Play } from './actor.ts';
import { isStopped, pause, sliceEnd, waitEnd } from './pace.ts';

const MOST_MS_BETWEEN = 30;

/** A process that truncates the file now and then, and lets it grow again: what a punched hole looks like too. */
export const playTruncater: Play = (memory, { design, seed }) => {
  const random = randomNumbers(seed);
  const policy = DESIGNS[design];
  while (!isStopped(memory)) {
    pause(memory, 1 + random(MOST_MS_BETWEEN));
    if (!truncateStart(memory) || !removePages(memory, policy)) continue;
    add(memory.words, HEADER_TRUNCATES, 1);
    for (let page = 0; page < memory.pages; page++) extendFile(memory, page);
  }
};

/** Answers false if the run ended before. */
function removePages(memory: PageMemory, policy: DesignPolicy): boolean {
  const end = waitEnd();
  let isStarved = false;
  for (let page = 0; page < memory.pages; page++) {
    while (!finishTruncate(memory, page, policy, sliceEnd())) {
      if (isStopped(memory)) return false;
      if (isStarved || performance.now() <= end) continue;
      isStarved = true;
      add(memory.words, HEADER_TRUNCATES_STARVED, 1);
    }
  }
  return true;
}
