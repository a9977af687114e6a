import type { PageMemory } from '../layout/page-memory.ts';
import type { DesignName } from '../designs/index.ts';

/** What a worker thread does. */
export type Role =
  'flusher' | 'syncer' | 'gup-user' | 'cpu-writer' | 'reclaimer' | 'truncater' | 'cloner' | 'block-device';

/** One worker thread of a free run; plain data, so that it can be sent to the thread. */
export interface Actor {
  /** Unique in the run; failures are reported under it. */
  readonly name: string;
  readonly role: Role;
  readonly design: DesignName;
  /** The user that a `gup-user` is; 0 for the others. */
  readonly user: number;
  /** The file that a `block-device` writes to; shared memory if it is missing. */
  readonly deviceFile?: string;
  /** Where the thread's random numbers start; not 0. */
  readonly seed: number;
}

/** What a thread is sent. */
export interface ActorJob {
  readonly buffer: unknown;
  readonly actor: Actor;
}

/** Does what a role does until the run is stopped. */
export type Play = (memory: PageMemory, actor: Actor) => void;
