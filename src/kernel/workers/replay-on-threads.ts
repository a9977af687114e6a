import { DESIGNS, type DesignName } from '../designs/index.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { programMemory } from '../programs/program-setup.ts';
import { WAY_RUN, WAY_TIME_OUT, WAYS, fibreOf } from '../schedule/choices.ts';
import { Machine } from '../schedule/machine.ts';
import type { Failure, Program } from '../schedule/program.ts';
import { judgeOf, wrongAtRest } from '../schedule/programs/judge-memory.ts';
import { pageProgram } from '../schedule/programs/page-program.ts';
import { ANY_SURPRISES, replay } from '../schedule/replay.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { OPERATION } from '../turns/operations.ts';
import {
  TURN_CODE,
  TURN_OPERATION,
  WAIT_ASLEEP,
  WAIT_NOT_EQUAL,
  WAIT_OK,
  WAIT_TIMED_OUT,
} from '../turns/turn-words.ts';
import { TurnGiver, type Turn } from '../turns/turn-giver.ts';
import type { ReplayPart } from './replay-entry.ts';
import { ThreadPool, threadEntry } from './thread-pool.ts';

/** What came of a replay on threads. */
export type ThreadReplay =
  | {
      readonly ok: true;
      /** What is wrong in the memory that the threads have made, by the explorer's judges; who got nowhere, as the fibres did. */
      readonly failure: Failure | undefined;
      /** Atomic operations that the threads did, each on the word and with the answer of its fibre. */
      readonly operations: number;
    }
  /** At that step of the schedule, its choice was not possible (no difference): it belongs to another program. Or a thread did something else than its fibre. */
  | { readonly ok: false; readonly at: number; readonly difference?: string };

/**
 * Repeats a schedule of the explorer on worker threads: each actor is a thread that runs the core itself, not its derived
 * form, over shared memory, with `#atomics` bound to operations that are done in turns. After each turn the thread's operation,
 * word and answer have to be those of the fibre, and in the end its memory.
 *
 * A call that makes plain accesses is done in the turn of its step, together with the plain calls that follow it directly.
 */
export async function replayOnThreads(
  name: string,
  design: DesignName,
  schedule: Schedule,
): Promise<ThreadReplay> {
  const program = pageProgram(name, design);
  const replayed = replay(program, schedule);
  if (!replayed.ok) return { ok: false, at: replayed.at };
  const memory = programMemory(name, DESIGNS[design].features);
  const giver = new TurnGiver(program.fibres.length);
  const jobs = program.fibres.map((_, part) => {
    const job: ReplayPart = { buffer: memory.buffer, turns: giver.turns, program: name, design, part };
    return pool.run(job);
  });
  const lockstep = new Lockstep(program, giver);
  try {
    for (const [at, choice] of replayed.schedule.entries()) {
      const difference = lockstep.step(choice);
      if (difference !== undefined) return { ok: false, at, difference };
    }
    const at = replayed.schedule.length;
    const difference = lockstep.endDifference(memory);
    if (difference !== undefined) return { ok: false, at, difference };
    const failure = threadFailure(name, memory, replayed.failure, lockstep.isOver);
    if (failure?.message !== replayed.failure?.message)
      return {
        ok: false,
        at,
        difference: `${failure?.message ?? 'nothing'} is what is wrong with the threads' memory`,
      };
    return { ok: true, failure, operations: lockstep.operations };
  } finally {
    lockstep.close();
    // Who has come to its end is used again.
    const left = jobs.filter((_, part) => !giver.hasEnded(part));
    await Promise.all(left.map((job) => job.terminate()));
    await Promise.all(jobs.map(({ ended }) => ended));
  }
}

const pool = new ThreadPool({
  entry: threadEntry('replay-entry'),
  execArgv: ['--conditions=scheduled'],
});

/** What is wrong with what the threads have done, said by the same judges, of the threads' own memory. */
function threadFailure(
  name: string,
  memory: PageMemory,
  failure: Failure | undefined,
  isOver: boolean,
): Failure | undefined {
  const message = judgeOf(name)(memory) ?? (isOver ? wrongAtRest(memory) : undefined);
  if (message !== undefined) return { kind: 'assertion', message };
  return failure?.kind === 'assertion' ? undefined : failure;
}

/** Fibres and threads that make the same steps. */
class Lockstep {
  /** Atomic operations that threads did. */
  operations = 0;
  private readonly machine: Machine;
  private readonly giver: TurnGiver;
  /** Who sleeps, the first to fall asleep first, and on which word. */
  private readonly sleepers: { readonly thread: number; readonly word: number }[] = [];
  /** How the sleep of a thread ends with its next turn. */
  private readonly wakes: number[];

  constructor(program: Program, giver: TurnGiver) {
    this.machine = new Machine(program, ANY_SURPRISES);
    this.machine.reset();
    this.giver = giver;
    this.wakes = program.fibres.map(() => 0);
  }

  get isOver(): boolean {
    return this.machine.isOver;
  }

  close(): void {
    this.machine.reset();
  }

  /** Makes a step; answers what the thread did otherwise. */
  step(choice: number): string | undefined {
    const { machine } = this;
    const thread = fibreOf(choice);
    const way = choice % WAYS;
    machine.step(choice);
    if (way !== WAY_RUN) {
      this.wakes[thread] = way === WAY_TIME_OUT ? WAIT_TIMED_OUT : WAIT_OK;
      this.sleepers.splice(
        this.sleepers.findIndex((sleeper) => sleeper.thread === thread),
        1,
      );
      return this.give(thread, TURN_CODE, 0);
    }
    if (machine.operation === OPERATION.PLAIN) return this.give(thread, TURN_CODE, 0);
    return this.give(thread, TURN_OPERATION, machine.operation === OPERATION.NOTIFY ? this.wake() : 0);
  }

  /** Lets the fibres' ends be those of the threads; answers what differs then. */
  endDifference(memory: PageMemory): string | undefined {
    const { machine } = this;
    if (!machine.isOver || machine.failure !== undefined) return undefined;
    for (const [thread, { isDaemon, name }] of machine.program.fibres.entries()) {
      if (isDaemon === true) continue;
      const difference = this.give(thread, TURN_CODE, 0);
      if (difference !== undefined) return difference;
      if (!this.giver.hasEnded(thread)) return `${name} goes on, and its fibre has ended`;
    }
    const word = machine.program.cells.words.findIndex((value, i) => value !== memory.words[i]);
    return word < 0 ? undefined : `${machine.nameOf(word)} is not what the fibres made it`;
  }

  /** The machine's notify, on the sleeping threads; answers how many it wakes. */
  private wake(): number {
    const { word, operand } = this.machine;
    const woken = this.sleepers.filter((sleeper) => sleeper.word === word).slice(0, operand);
    for (const sleeper of woken) {
      this.sleepers.splice(this.sleepers.indexOf(sleeper), 1);
      this.wakes[sleeper.thread] = WAIT_OK;
    }
    return woken.length;
  }

  private give(thread: number, kind: Turn['kind'], woken: number): string | undefined {
    const { machine, giver } = this;
    const name = machine.program.fibres[thread]!.name;
    const taken = giver.give(thread, { kind, wake: this.wakes[thread] ?? 0, woken });
    this.wakes[thread] = 0;
    if (taken === undefined) return `${name} did not end its turn`;
    if (kind === TURN_CODE) return undefined;
    this.operations++;
    const { operation, word, answer } = machine;
    const expected = operation === OPERATION.WAIT ? WAIT_CODES[answer] : answer;
    if (taken.operation !== operation || taken.word !== word || taken.answer !== expected) {
      return `${name} did operation ${taken.operation} on ${machine.nameOf(taken.word)} with the answer ${taken.answer}, its fibre operation ${operation} on ${machine.nameOf(word)} with ${answer}`;
    }
    if (taken.operation === OPERATION.WAIT && taken.answer === WAIT_ASLEEP)
      this.sleepers.push({ thread, word });
    return undefined;
  }
}

const WAIT_CODES: Readonly<Record<string, number>> = {
  ok: WAIT_OK,
  'not-equal': WAIT_NOT_EQUAL,
  'timed-out': WAIT_TIMED_OUT,
  asleep: WAIT_ASLEEP,
};
