import { serveOrSleep } from '../actors/block-device.ts';
import type { Play } from './actor.ts';
import { isStopped } from './pace.ts';

const LONGEST_SLEEP_MS = 50;

/** The block device: carries out the bios of all pages; sleeps when there is none. */
export const playBlockDevice: Play = (memory) => {
  while (!isStopped(memory)) serveOrSleep(memory, LONGEST_SLEEP_MS);
};
