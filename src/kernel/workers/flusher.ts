import { add, load } from '#atomics';
import { DESIGNS } from '../designs/index.ts';
import { writeCachePages } from '../fs/write-cache-pages.ts';
import { HEADER_THROTTLED, HEADER_THROTTLES_STARVED } from '../layout/constants.ts';
import { releaseWriter } from '../mm/balance-dirty-pages.ts';
import type { Play } from './actor.ts';
import { isStopped, pause, waitEnd } from './pace.ts';

/** The flusher thread: one background pass after the other; after each, writers that are throttled may go on. */
export const playFlusher: Play = (memory, { design }) => {
  const policy = DESIGNS[design];
  let throttledUntil = Infinity;
  while (!isStopped(memory)) {
    writeCachePages(memory, policy, undefined, waitEnd());
    releaseWriter(memory, policy);
    if (load(memory.words, HEADER_THROTTLED) === 0) throttledUntil = Infinity;
    else if (throttledUntil === Infinity) throttledUntil = waitEnd();
    else if (performance.now() > throttledUntil) {
      add(memory.words, HEADER_THROTTLES_STARVED, 1);
      // Counted once for each wait.
      throttledUntil = Number.MAX_VALUE;
    }
    pause(memory, 1);
  }
};
