import { OPERATION } from '../turns/operations.ts';
import {
  WAYS,
  WAY_RUN,
  WAY_SPURIOUS,
  WAY_TIME_OUT,
  fibreOf,
  lowestOf,
  runsOf,
  withoutSpurious,
} from './choices.ts';
import { Machine } from './machine.ts';
import type { Failure, Program } from './program.ts';
import type { Schedule } from './schedule.ts';
import { failureAtEnd, failureOfLongRun } from './verdict.ts';

/** One step of a replayed run, for people. */
export interface ReplayedStep {
  readonly fibre: number;
  /** How many operations of its own the fibre had completed before. */
  readonly operation: number;
  /** What it did, for example `or(page 0 flags, 0x1) = 0x10`. */
  readonly text: string;
}

/** What came of a replay; `schedule` is what was run, to the failure or to the end. */
export type Replay =
  | {
      readonly ok: true;
      readonly failure: Failure | undefined;
      readonly schedule: Schedule;
      readonly steps: readonly ReplayedStep[];
    }
  /** At that step of the schedule, its choice was not possible: it belongs to another program. */
  | { readonly ok: false; readonly at: number; readonly fibre: number; readonly needsSleep: boolean };

/** Enough surprises for every schedule: a schedule says itself where there is one. */
export const ANY_SURPRISES = { spuriousWakeUps: 1_000_000, timeOuts: 1_000_000 };

/**
 * Runs a program by a schedule; the same schedule gives the same run. After the end of the schedule each fibre goes on for as
 * long as it can, the one that ran last first, so that a schedule may leave out what follows by itself.
 *
 * @param longestRun steps after which a run is cut off.
 */
export function replay(program: Program, schedule: Schedule, longestRun = 2_000): Replay {
  const machine = new Machine(program, ANY_SURPRISES);
  machine.reset();
  const done: number[] = [];
  const steps: ReplayedStep[] = [];
  try {
    while (canGoOn(machine, done.length < schedule.length) && done.length < longestRun) {
      const choices = machine.choices();
      const choice = schedule[done.length] ?? goingOn(choices, done[done.length - 1]);
      if ((choices & (1 << choice)) === 0)
        return { ok: false, at: done.length, fibre: fibreOf(choice), needsSleep: choice % WAYS !== WAY_RUN };
      const operation = machine.completed[fibreOf(choice)] as number;
      machine.step(choice);
      steps.push({ fibre: machine.fibre, operation, text: describeStep(machine, choice) });
      done.push(choice);
    }
    return { ok: true, failure: failureNow(machine, longestRun), schedule: done, steps };
  } finally {
    machine.reset();
  }
}

/** Whether there is a next step; spurious wake-ups are for schedules only. */
function canGoOn(machine: Machine, isPlanned: boolean): boolean {
  const choices = machine.choices();
  return (isPlanned ? choices : withoutSpurious(choices)) !== 0;
}

function failureNow(machine: Machine, longestRun: number): Failure | undefined {
  if (machine.failure !== undefined) return machine.failure;
  const isCut = withoutSpurious(machine.choices()) !== 0;
  return isCut ? failureOfLongRun(machine, longestRun) : failureAtEnd(machine);
}

/** The fibre that ran last, else the first that can run; time passes only when nobody can. */
function goingOn(choices: number, last: number | undefined): number {
  const runs = runsOf(choices);
  const own = last === undefined ? 0 : last - (last % WAYS);
  if ((runs & (1 << own)) !== 0) return own;
  const from = runs !== 0 ? runs : withoutSpurious(choices);
  return lowestOf(from);
}

const NAMES: readonly string[] = [
  'nothing',
  'load',
  'store',
  'add',
  'sub',
  'and',
  'or',
  'exchange',
  'compareExchange',
  'wait',
  'notify',
  'plain',
];

/** The last step of a machine, for people. */
function describeStep(machine: Machine, choice: number): string {
  const { operation, operand, second } = machine;
  const word = machine.nameOf(machine.word);
  if (choice % WAYS === WAY_TIME_OUT) return `sleep on ${word} times out`;
  if (choice % WAYS === WAY_SPURIOUS) return `sleep on ${word} ends for no reason`;
  if (operation === OPERATION.PLAIN) return plainText(machine);
  const answer = operation === OPERATION.STORE ? '' : ` = ${show(machine.answer)}`;
  const values: Record<number, readonly number[]> = {
    [OPERATION.LOAD]: [],
    [OPERATION.COMPARE_EXCHANGE]: [operand, second],
    [OPERATION.WAIT]: [operand],
  };
  const given = (values[operation] ?? [operand]).map((value) => `, ${show(value)}`).join('');
  return `${NAMES[operation] as string}(${word}${given})${answer}`;
}

function plainText(machine: Machine): string {
  const seen = new Set(
    machine.plainAccesses.map(
      ({ start, isWrite }) => `${isWrite ? 'writes' : 'reads'} ${machine.nameOf(start)}`,
    ),
  );
  return `plainly ${[...seen].join(', ')}`;
}

const show = (value: number | string): string =>
  typeof value === 'number' && Number.isInteger(value) && (value < -9 || value > 9)
    ? `0x${(value >>> 0).toString(16)}`
    : String(value);
