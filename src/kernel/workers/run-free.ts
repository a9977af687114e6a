import type { DesignPolicy } from '../fs/design-policy.ts';
import { createMemory, type MemoryShape } from '../layout/create-memory.ts';
import { featureBits } from '../layout/features.ts';
import { FEATURE_PARITY } from '../layout/constants.ts';
import { hasFeature, type PageMemory } from '../layout/page-memory.ts';
import { DESIGNS, type DesignName } from '../designs/index.ts';
import type { Actor, Role } from './actor.ts';
import { startActor, type ActorThread } from './actor-thread.ts';
import { readCounts, type Counts } from './counts.ts';
import { readBackErrors } from './device-file.ts';
import { heldLocks, type HeldLock } from './held-locks.ts';
import { isStopped, stopAll } from './pace.ts';
import type { RunFeature } from './run-features.ts';
import { scrub, type Scrub } from './scrub.ts';
import { settle } from './settle.ts';

/** What to run. */
export interface FreeRun {
  readonly design: DesignName;
  /** Pages of the file, at least 1. */
  readonly pages: number;
  /** Users of get_user_pages(), each with a thread and a device. */
  readonly users: number;
  /** How many of them pin for ever; 0 if it is missing. */
  readonly longTermUsers?: number;
  /** What the filesystem, the devices and the users do; none if it is missing. Must go together. */
  readonly features?: readonly RunFeature[];
  /** The file of the block device, prepared (`prepareDeviceFile`); shared memory if it is missing. */
  readonly deviceFile?: string;
  /** How long to run, unless `stopWhen` or a failure ends the run before. */
  readonly milliseconds: number;
  /** Where the random choices start; timing is not repeatable. */
  readonly seed: number;
  /** Looked at every few milliseconds; true ends the run. */
  readonly stopWhen?: (counts: Counts) => boolean;
  /** Ends the run when it is aborted. */
  readonly signal?: AbortSignal;
}

/** A thread that did not play to its end. */
export interface WorkerFailure {
  readonly worker: string;
  readonly error: string;
}

/** What came of a run; `failures` is empty for a good one. */
export interface FreeRunReport {
  readonly counts: Counts;
  readonly failures: readonly WorkerFailure[];
  /** Locks that a thread which did not play to its end has left behind. */
  readonly heldLocks: readonly HeldLock[];
  /** Pages that are lost for good: clean, at rest, and not what is on disk. Undefined after a failure. */
  readonly lostPages: number | undefined;
  /** Blocks that do not read back from the device's file as they were written. Undefined after a failure and without a file. */
  readonly readBackErrors: number | undefined;
  /** What a scrub of the RAID5 finds in the end. Undefined after a failure, and without parity. */
  readonly scrub: Scrub | undefined;
  /** The memory as the threads left it; after a run without failure the users have unpinned, and what was dirty is written. */
  readonly memory: PageMemory;
}

const POLL_MS = 10;
/** Many times the longest sleep of an actor. */
const STOP_WITHIN_MS = 5_000;

/**
 * Runs a flusher, a CPU that stores, reclaim, a block device and the users on one memory, each in a thread of its own,
 * and lets the machine interleave them. A thread that fails ends the run and is reported by its name.
 */
export async function runFree(run: FreeRun): Promise<FreeRunReport> {
  const memory = createMemory(shapeOf(run));
  const failures: WorkerFailure[] = [];
  const threads = castOf(run).map((actor) => startActor(memory, actor));
  const watched = threads.map((thread) => watch(memory, thread, failures));
  await untilTheEnd(memory, run);
  stopAll(memory);
  const patience = setTimeout(() => threads.forEach((thread) => void thread.terminate()), STOP_WITHIN_MS);
  await Promise.all(watched);
  clearTimeout(patience);
  const locks = heldLocks(
    memory,
    failures.map(({ worker }) => worker),
  );
  const end = failures.length === 0 ? lookAtTheEnd(memory, run) : CANNOT_BE_TOLD;
  return { counts: readCounts(memory), failures, heldLocks: locks, ...end, memory };
}

type RunEnd = Pick<FreeRunReport, 'lostPages' | 'readBackErrors' | 'scrub'>;
const CANNOT_BE_TOLD: RunEnd = { lostPages: undefined, readBackErrors: undefined, scrub: undefined };

function lookAtTheEnd(memory: PageMemory, { design, deviceFile }: FreeRun): RunEnd {
  const lostPages = settle(memory, DESIGNS[design]);
  return {
    lostPages,
    readBackErrors: deviceFile === undefined ? undefined : readBackErrors(memory, deviceFile),
    scrub: hasFeature(memory, FEATURE_PARITY) ? scrub(memory) : undefined,
  };
}

/** Blocks that nobody has at the start, for each page and each user, where pages need new ones. */
const FREE_BLOCKS_EACH = 4;
/** What a pin reserves on a filesystem that copies on write, in the design that reserves. */
const SPARES = 2;

/** Features for which pages may need new blocks. */
const OF_BLOCKS: readonly RunFeature[] = ['cow', 'holes', 'reflink', 'truncate'];

function shapeOf({
  design,
  pages,
  users,
  longTermUsers = 0,
  features = [],
}: Pick<FreeRun, 'design' | 'pages' | 'users' | 'longTermUsers' | 'features'>): MemoryShape {
  // An unknown design is reported by the threads that ask for it.
  const ofDesign = (DESIGNS[design] as DesignPolicy | undefined)?.features ?? 0;
  const longTerm = Array.from({ length: longTermUsers }, (_, i) => users - 1 - i);
  const needsBlocks = features.some((feature) => OF_BLOCKS.includes(feature));
  return {
    pages,
    users,
    repeat: true,
    longTerm,
    features: ofDesign | featureBits(features),
    freeBlocks: needsBlocks ? FREE_BLOCKS_EACH * (pages + users) : 0,
    spares: SPARES,
  };
}

/** How many blocks the device of a run has. */
export function blocksOf(run: Pick<FreeRun, 'design' | 'pages' | 'users' | 'features'>): number {
  const { pages, freeBlocks = 0 } = shapeOf(run);
  return pages + freeBlocks;
}

/** Notes how the thread ends, and stops the run if that was too early. */
async function watch(memory: PageMemory, thread: ActorThread, failures: WorkerFailure[]): Promise<void> {
  const error = await thread.ended;
  const wasAsked = isStopped(memory);
  stopAll(memory);
  if (error !== undefined) failures.push({ worker: thread.actor.name, error: error.message });
  else if (!wasAsked) failures.push({ worker: thread.actor.name, error: 'ended before it was asked to' });
}

async function untilTheEnd(memory: PageMemory, { milliseconds, stopWhen, signal }: FreeRun): Promise<void> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end && !isStopped(memory) && signal?.aborted !== true) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (stopWhen?.(readCounts(memory)) === true) return;
  }
}

/** Whoever is needed: with DAX there is no page cache to write back. */
function rolesOf(features: readonly RunFeature[]): readonly Role[] {
  const ofCache: readonly Role[] = ['flusher', 'syncer', 'reclaimer', 'block-device'];
  return [
    'cpu-writer',
    ...(features.includes('dax') ? [] : ofCache),
    ...(features.includes('truncate') ? ['truncater' as const] : []),
    ...(features.includes('reflink') ? ['cloner' as const] : []),
  ];
}

function castOf({ design, users, seed, features = [], deviceFile }: FreeRun): Actor[] {
  const roles = rolesOf(features);
  const lone = roles.map((role) => ({ name: role, role, user: 0 }));
  const gupUsers = Array.from({ length: users }, (_, user) => ({
    name: `gup-user ${user}`,
    role: 'gup-user' as const,
    user,
  }));
  return [...lone, ...gupUsers].map((actor, i) => ({
    ...actor,
    design,
    seed: seed + 7919 * (i + 1),
    ...(deviceFile !== undefined && { deviceFile }),
  }));
}
