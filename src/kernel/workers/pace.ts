import { load, notify, store, wait } from '#atomics';
import { HEADER_STOP } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import type { Deadline } from '../flags/flag-wait.ts';

/** No thread sleeps longer than so many milliseconds without a look at the stop word. */
const SLICE_MS = 50;

/** The deadline for one sleep of an actor. */
export function sliceEnd(): Deadline {
  return performance.now() + SLICE_MS;
}

/** What waits longer is not going to get it: the wait is counted. */
const LONGEST_WAIT_MS = 1_000;

/** When a wait that began now is counted as one in vain. */
export function waitEnd(): Deadline {
  return performance.now() + LONGEST_WAIT_MS;
}

/** Whether the run is to end. */
export function isStopped(memory: PageMemory): boolean {
  return load(memory.words, HEADER_STOP) !== 0;
}

/** Asks all actors to end, and wakes those that pause. */
export function stopAll(memory: PageMemory): void {
  store(memory.words, HEADER_STOP, 1);
  notify(memory.words, HEADER_STOP, Infinity);
}

/** Sleeps so many milliseconds, or until the run is to end. */
export function pause(memory: PageMemory, milliseconds: number): void {
  wait(memory.words, HEADER_STOP, 0, milliseconds);
}
