import { add } from '#atomics';
import { HEADER_THROTTLES } from '../layout/constants.ts';
import { throttleWriter } from '../mm/balance-dirty-pages.ts';
import { handleWriteFault } from '../mm/handle-write-fault.ts';
import { storeThroughMapping } from '../mm/store-through-mapping.ts';
import type { Play } from './actor.ts';
import { isStopped, pause, sliceEnd } from './pace.ts';
import { randomNumbers } from '../actors/random-numbers.ts';

const STORES_BETWEEN_PAUSES = 64;

/** A process that has the file mapped and stores to it, and takes a fault where it may not. */
export const playCpuWriter: Play = (memory, { seed }) => {
  const random = randomNumbers(seed);
  for (let i = 1; !isStopped(memory); i++) {
    const page = random(memory.pages);
    if (!storeThroughMapping(memory, page)) handleWriteFault(memory, page, sliceEnd());
    if (i % STORES_BETWEEN_PAUSES !== 0) continue;
    if (throttleWriter(memory)) add(memory.words, HEADER_THROTTLES, 1);
    pause(memory, 1);
  }
};
