/** What a worker thread of free runs executes: for each job it attaches to the memory and plays its role there. */
import { parentPort } from 'node:worker_threads';
import { attachMemory } from '../layout/attach-memory.ts';
import type { ActorJob, Play, Role } from './actor.ts';
import { playBlockDevice } from './block-device.ts';
import { playCloner } from './cloner.ts';
import { playCpuWriter } from './cpu-writer.ts';
import { playFlusher } from './flusher.ts';
import { playGupUser } from './gup-user.ts';
import { playReclaimer } from './reclaimer.ts';
import { playSyncer } from './syncer.ts';
import { playTruncater } from './truncater.ts';

const PLAYS: Record<Role, Play> = {
  flusher: playFlusher,
  syncer: playSyncer,
  truncater: playTruncater,
  cloner: playCloner,
  'gup-user': playGupUser,
  'cpu-writer': playCpuWriter,
  reclaimer: playReclaimer,
  'block-device': playBlockDevice,
};

parentPort?.on('message', ({ buffer, actor }: ActorJob) => {
  const attached = attachMemory(buffer);
  if (!attached.ok) throw new Error(`${attached.error.code}: ${attached.error.message}`);
  PLAYS[actor.role](attached.memory, actor);
  parentPort?.postMessage('done');
});
