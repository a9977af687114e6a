import { DESIGNS } from '../designs/index.ts';
import type { Play } from './actor.ts';
import { isStopped, pause } from './pace.ts';
import { randomNumbers } from '../actors/random-numbers.ts';

/** Memory pressure: tries to reclaim one page after the other. */
export const playReclaimer: Play = (memory, { seed, design }) => {
  const policy = DESIGNS[design];
  const random = randomNumbers(seed);
  while (!isStopped(memory)) {
    for (let i = 0; i < memory.pages; i++) policy.reclaim(memory, random(memory.pages));
    pause(memory, 1);
  }
};
