import { fsyncStart, tryFsyncReturn } from '../fs/fsync.ts';
import { writeCachePages } from '../fs/write-cache-pages.ts';
import { DESIGNS } from '../designs/index.ts';
import type { Play } from './actor.ts';
import { isStopped, pause, sliceEnd } from './pace.ts';

const PASSES_BETWEEN_FSYNCS = 16;
/** A pass that waits longer for an unpin is not going to get it: the wait is given up and counted. */
const LONGEST_WAIT_MS = 1_000;

const unpinBy = (): number => performance.now() + LONGEST_WAIT_MS;

/** The flusher thread: one background pass after the other, and now and then an fsync() that it serves itself. */
export const playFlusher: Play = (memory, { design }) => {
  const policy = DESIGNS[design];
  for (let pass = 1; !isStopped(memory); pass++) {
    writeCachePages(memory, policy, undefined, unpinBy());
    if (pass % PASSES_BETWEEN_FSYNCS === 0 && fsyncStart(memory)) {
      while (!tryFsyncReturn(memory) && !isStopped(memory)) {
        writeCachePages(memory, policy, sliceEnd(), unpinBy());
        pause(memory, 1);
      }
    }
    pause(memory, 1);
  }
};
