import { add } from '#atomics';
import { HEADER_FSYNCS, HEADER_FSYNCS_STARVED } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { fsyncStart, tryFsyncReturn } from '../fs/fsync.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';
import { writeCachePages } from '../fs/write-cache-pages.ts';
import { DESIGNS } from '../designs/index.ts';
import type { Play } from './actor.ts';
import { isStopped, pause, sliceEnd } from './pace.ts';

const PASSES_BETWEEN_FSYNCS = 16;
/** What waits longer for an unpin is not going to get it: the wait is counted. */
const LONGEST_WAIT_MS = 1_000;

/** The flusher thread: one background pass after the other, and now and then an fsync() that it serves itself. */
export const playFlusher: Play = (memory, { design }) => {
  const policy = DESIGNS[design];
  for (let pass = 1; !isStopped(memory); pass++) {
    writeCachePages(memory, policy, undefined, waitEnd());
    if (pass % PASSES_BETWEEN_FSYNCS === 0 && fsyncStart(memory)) serveFsync(memory, policy);
    pause(memory, 1);
  }
};

const waitEnd = (): number => performance.now() + LONGEST_WAIT_MS;

function serveFsync(memory: PageMemory, policy: DesignPolicy): void {
  const end = waitEnd();
  let isStarved = false;
  while (!tryFsyncReturn(memory)) {
    if (isStopped(memory)) return;
    if (!isStarved && performance.now() > end) {
      isStarved = true;
      add(memory.words, HEADER_FSYNCS_STARVED, 1);
    }
    writeCachePages(memory, policy, sliceEnd(), waitEnd());
    pause(memory, 1);
  }
  add(memory.words, HEADER_FSYNCS, 1);
}
