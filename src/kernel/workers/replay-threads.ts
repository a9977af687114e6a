import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ReplayPart } from './replay-entry.ts';

/** Node 20 runs no TypeScript in threads: from the sources, the threads run the build of the same file. */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/kernel/workers/replay-entry.js' : './replay-entry.js',
  import.meta.url,
);

/** Starts a thread for each of the first `count` actors of a program; they wait for their first turns. */
export async function startReplayThreads(
  part: Omit<ReplayPart, 'part'>,
  count: number,
): Promise<readonly Worker[]> {
  const workers = Array.from(
    { length: count },
    (_, i) =>
      new Worker(ENTRY, {
        name: `${part.program} ${i}`,
        workerData: { ...part, part: i } satisfies ReplayPart,
        execArgv: ['--conditions=scheduled'],
      }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'online')));
  return workers;
}
