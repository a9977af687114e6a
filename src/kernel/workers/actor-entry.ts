/** What a worker thread of a free run executes: attaches to the memory and plays its role. */
import { workerData } from 'node:worker_threads';
import { attachMemory } from '../layout/attach-memory.ts';
import type { Actor, Play, Role } from './actor.ts';
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

const { buffer, actor } = workerData as { readonly buffer: unknown; readonly actor: Actor };
const attached = attachMemory(buffer);
if (!attached.ok) throw new Error(`${attached.error.code}: ${attached.error.message}`);
PLAYS[actor.role](attached.memory, actor);
