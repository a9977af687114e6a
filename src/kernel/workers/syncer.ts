import { add } from '#atomics';
import { DESIGNS } from '../designs/index.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';
import { fsyncStart, tryFsyncReturn } from '../fs/fsync.ts';
import { writeCachePages } from '../fs/write-cache-pages.ts';
import { HEADER_FSYNCS, HEADER_FSYNCS_STARVED } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import type { Play } from './actor.ts';
import { isStopped, pause, sliceEnd, waitEnd } from './pace.ts';

const MS_BETWEEN_FSYNCS = 16;

/** A process that calls fsync() now and then, and does its passes itself. */
export const playSyncer: Play = (memory, { design }) => {
  const policy = DESIGNS[design];
  while (!isStopped(memory)) {
    pause(memory, MS_BETWEEN_FSYNCS);
    if (fsyncStart(memory)) serveFsync(memory, policy);
  }
};

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
