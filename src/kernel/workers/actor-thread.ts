import { Worker } from 'node:worker_threads';
import type { PageMemory } from '../layout/page-memory.ts';
import type { Actor } from './actor.ts';

/** An actor's thread that has been started. */
export interface ActorThread {
  readonly actor: Actor;
  /** Fulfilled when the thread has ended: with its error, or with undefined if it played to its end. */
  readonly ended: Promise<Error | undefined>;
  /** Ends the thread where it stands; `ended` is fulfilled with an error. */
  terminate(): Promise<unknown>;
}

/** Node 20 runs no TypeScript in threads: from the sources, the thread runs the build of the same file. */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/kernel/workers/actor-entry.js' : './actor-entry.js',
  import.meta.url,
);

/** Starts a thread that plays `actor` on the memory. */
export function startActor(memory: PageMemory, actor: Actor): ActorThread {
  const worker = new Worker(ENTRY, {
    name: actor.name,
    workerData: { buffer: memory.buffer, actor },
    // Not those of this process: a test runner's options have no meaning for the thread.
    execArgv: [],
  });
  const ended = new Promise<Error | undefined>((resolve) => {
    worker.once('error', (error: unknown) =>
      resolve(error instanceof Error ? error : new Error(String(error))),
    );
    worker.once('exit', (code) => resolve(code === 0 ? undefined : new Error(`exit code ${code}`)));
  });
  return { actor, ended, terminate: () => worker.terminate() };
}
