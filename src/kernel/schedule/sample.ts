import { randomNumbers } from '../actors/random-numbers.ts';
import { WAYS, lowestOf, withoutSpurious } from './choices.ts';
import { Machine, type Surprises } from './machine.ts';
import type { Failure, Program } from './program.ts';
import type { Schedule } from './schedule.ts';
import type { Progress } from './search.ts';
import { failureAtEnd, failureOfLongRun } from './verdict.ts';

/** How to try runs. */
export interface SampleOptions extends Surprises {
  /** How a run is chosen: each choice alike, or by random priorities that change so many times less one (PCT). */
  readonly strategy: 'random' | { readonly depth: number };
  readonly seed: number;
  /** Runs after which to stop. */
  readonly mostRuns: number;
  /** A run of more steps is cut off. */
  readonly longestRun: number;
}

/** What came of sampling. It never says that there is no failure. */
export interface SampleReport {
  readonly found: { readonly failure: Failure; readonly schedule: Schedule } | undefined;
  readonly runs: number;
  readonly steps: number;
  /** Runs that were cut off. */
  readonly cutOff: number;
}

const RUNS_OF_A_SLICE = 64;

/**
 * Tries random runs of a program until one fails. PCT: Burckhardt and others, "A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs", ASPLOS 2010; a bug of depth d in a run of k steps of n fibres is found with a chance of at
 * least 1 / (n * k^(d-1)) in each run.
 */
export function sample(program: Program, options: SampleOptions): SampleReport {
  const slices = sampleInSlices(program, options);
  for (;;) {
    const slice = slices.next();
    if (slice.done === true) return slice.value;
  }
}

/** The same in slices of a few milliseconds; see `searchInSlices`. */
export function* sampleInSlices(program: Program, options: SampleOptions): Generator<Progress, SampleReport> {
  const machine = new Machine(program, options);
  const random = randomNumbers(options.seed);
  const policy =
    options.strategy === 'random'
      ? uniform(random)
      : byPriority(random, program.fibres.length, options.strategy.depth);
  const log = new Uint8Array(options.longestRun);
  let runs = 0;
  let cutOff = 0;
  let longest = 1;
  let found: SampleReport['found'];
  while (runs < options.mostRuns && found === undefined) {
    if (runs % RUNS_OF_A_SLICE === 0) yield { runs, steps: machine.totalSteps };
    policy.begin(longest);
    const length = walk(machine, policy, log);
    longest = Math.max(longest, length);
    runs++;
    const isCut =
      length === log.length && machine.failure === undefined && withoutSpurious(machine.choices()) !== 0;
    if (isCut) cutOff++;
    const failure =
      machine.failure ?? (isCut ? failureOfLongRun(machine, log.length) : failureAtEnd(machine));
    if (failure !== undefined) found = { failure, schedule: [...log.subarray(0, length)] };
  }
  const { totalSteps } = machine;
  machine.reset();
  return { found, runs, steps: totalSteps, cutOff };
}

/** Chooses the next step. */
interface Policy {
  /** A new run begins; `longest` is the number of steps of the longest so far: PCT spreads its changes over that. */
  begin(longest: number): void;
  /** One of `choices`. */
  next(choices: number, step: number): number;
}

function walk(machine: Machine, policy: Policy, log: Uint8Array): number {
  machine.reset();
  let step = 0;
  for (; step < log.length; step++) {
    const choices = machine.choices();
    if (withoutSpurious(choices) === 0) break;
    const choice = policy.next(choices, step);
    log[step] = choice;
    machine.step(choice);
  }
  return step;
}

function uniform(random: (below: number) => number): Policy {
  return { begin: () => {}, next: (choices) => pick(choices, random) };
}

/** One of the bits of `set`. */
function pick(set: number, random: (below: number) => number): number {
  let left = set & (set - 1);
  if (left === 0) return 31 - Math.clz32(set);
  let count = 1;
  for (; left !== 0; left &= left - 1) count++;
  let rest = set;
  for (let skip = random(count); skip > 0; skip--) rest &= rest - 1;
  return lowestOf(rest);
}

function byPriority(random: (below: number) => number, fibres: number, depth: number): Policy {
  const priorities = new Int32Array(fibres);
  let changes: number[] = [];
  return {
    begin(longest) {
      priorities.forEach((_, i) => {
        const j = random(i + 1);
        priorities[i] = priorities[j] as number;
        priorities[j] = depth + i;
      });
      changes = Array.from({ length: depth - 1 }, () => 1 + random(Math.max(1, longest)));
    },
    next(choices, step) {
      const fibre = highest(choices, priorities);
      const change = changes.indexOf(step + 1);
      if (change >= 0) priorities[fibre] = change;
      const chosen = change >= 0 ? highest(choices, priorities) : fibre;
      const ways = choices & (((1 << WAYS) - 1) << (chosen * WAYS));
      return pick(ways, random);
    },
  };
}

/** The fibre of highest priority; a sleeper that only a surprise could wake counts when it is its turn. */
function highest(choices: number, priorities: Int32Array): number {
  let best = -1;
  for (let fibre = 0; fibre < priorities.length; fibre++) {
    if (((choices >> (fibre * WAYS)) & ((1 << WAYS) - 1)) === 0) continue;
    if (best < 0 || (priorities[fibre] as number) > (priorities[best] as number)) best = fibre;
  }
  return best;
}
