/** What a worker thread of replays executes: for each job the operations of one actor of a program, in turns. */
import { parentPort } from 'node:worker_threads';
import { DESIGNS, type DesignName } from '../designs/index.ts';
import { attachMemory } from '../layout/attach-memory.ts';
import { PAGE_PROGRAMS } from '../programs/page-programs.ts';
import { Turnstile, useTurnstile } from '../turns/turnstile.ts';

/** What the thread is told; plain data. */
export interface ReplayPart {
  readonly buffer: unknown;
  readonly turns: Int32Array;
  readonly program: string;
  readonly design: DesignName;
  /** Which actor of the program the thread is. */
  readonly part: number;
}

parentPort?.on('message', ({ buffer, turns, program, design, part }: ReplayPart) => {
  useTurnstile(undefined);
  const attached = attachMemory(buffer);
  if (!attached.ok) throw new Error(`${attached.error.code}: ${attached.error.message}`);
  const actor = PAGE_PROGRAMS[program]?.parts(DESIGNS[design])[part];
  if (actor === undefined) throw new Error(`the program ${program} has no actor ${part}`);
  const turnstile = new Turnstile(turns, part);
  useTurnstile(turnstile);
  turnstile.begin();
  for (const operation of actor.operations) operation(attached.memory);
  turnstile.end();
  parentPort?.postMessage('done');
});
