import { WAYS, fibreOf, lowestOf, withoutSpurious } from './choices.ts';
import { type Machine } from './machine.ts';
import type { Failure } from './program.ts';

/** What is wrong with a run in which nobody can go on any more, spurious wake-ups aside. */
export function failureAtEnd(machine: Machine): Failure | undefined {
  if (!machine.isOver) return { kind: 'deadlock', message: machine.describeStuck() };
  const message = machine.program.wrongAtEnd?.();
  return message === undefined ? undefined : { kind: 'assertion', message };
}

/**
 * What is wrong with a run that is as long as allowed: goes on with it for so many steps in which everybody gets its
 * turn. If it does not end then, an unfair scheduler is no excuse.
 */
export function failureOfLongRun(machine: Machine, steps: number): Failure | undefined {
  const before = machine.completed.slice();
  const turns = new Int32Array(before.length);
  let fibre = 0;
  for (let i = 0; i < steps; i++) {
    const choices = withoutSpurious(machine.choices());
    if (machine.failure !== undefined) return machine.failure;
    if (choices === 0 || machine.isOver) return undefined;
    const choice = nextInTurn(choices, fibre);
    fibre = fibreOf(choice) + 1;
    turns[fibre - 1] = (turns[fibre - 1] as number) + 1;
    machine.step(choice);
  }
  return describe(machine, steps, before, turns);
}

/**
 * Whether the program gets nowhere from here although everybody has its turn: goes on in rounds until an operation ends, or
 * a round begins in a state in which an earlier one began.
 *
 * @param steps after which to give up; nothing is reported then.
 */
export function livelockFrom(machine: Machine, steps: number): Failure | undefined {
  const before = machine.completed.slice();
  const seen = new Set<string>();
  let round = 0;
  for (let i = 0, fibre = 0; i < steps; i++) {
    const choices = withoutSpurious(machine.choices());
    if (machine.failure !== undefined) return machine.failure;
    if (choices === 0 || machine.completed.some((count, of) => count !== before[of])) return undefined;
    const choice = nextInTurn(choices, fibre);
    const next = fibreOf(choice) + 1;
    if (next <= fibre || i === 0) {
      const state = `${machine.hashLow()} ${machine.hashHigh()} ${next}`;
      if (seen.has(state)) return goingRound(machine, round);
      seen.add(state);
      round++;
    }
    fibre = next;
    machine.step(choice);
  }
  return undefined;
}

function goingRound(machine: Machine, rounds: number): Failure {
  const left = machine.describeStuck();
  return {
    kind: 'livelock',
    message: `everybody has its turn, ${rounds} rounds lead back to one state: ${left}`,
  };
}

function nextInTurn(choices: number, fibre: number): number {
  const later = fibre * WAYS < 32 ? choices & (-1 << (fibre * WAYS)) : 0;
  const from = later !== 0 ? later : choices;
  return lowestOf(from);
}

function describe(
  machine: Machine,
  steps: number,
  before: Int32Array,
  turns: Int32Array,
): Failure | undefined {
  const { fibres } = machine.program;
  const advanced = fibres.filter((_, i) => (machine.completed[i] as number) > (before[i] as number));
  const stuck = fibres.filter(
    ({ isDaemon }, i) => isDaemon !== true && machine.completed[i] === before[i] && turns[i] !== 0,
  );
  if (stuck.length === 0) return undefined;
  const names = stuck.map(({ name }) => name).join(' and ');
  const message = `${names} ended no operation in ${steps} steps in which everybody had its turn`;
  return { kind: advanced.length === 0 ? 'livelock' : 'starvation', message };
}
