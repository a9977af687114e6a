import type { PageMemory } from '../layout/page-memory.ts';
import type { Actor, ActorJob } from './actor.ts';
import { ThreadPool, threadEntry, type PooledJob } from './thread-pool.ts';

/** An actor that plays in a thread of its own; its `ended` is undefined if it played to its end. */
export interface ActorThread extends PooledJob {
  readonly actor: Actor;
}

const pool = new ThreadPool({ entry: threadEntry('actor-entry'), execArgv: [] });

/** Lets a thread play `actor` on the memory. */
export function startActor(memory: PageMemory, actor: Actor): ActorThread {
  const job: ActorJob = { buffer: memory.buffer, actor };
  return { actor, ...pool.run(job) };
}
