import { WAYS, WAY_RUN, fibreOf } from './choices.ts';
import type { Program } from './program.ts';
import { replay } from './replay.ts';
import { switchesOf, type Schedule } from './schedule.ts';

/** Replays that a shrinking may take. */
const MOST_REPLAYS = 20_000;

/**
 * A simpler schedule with a failure of the same kind: fewer surprises, then fewer switches between fibres, then fewer
 * steps. The end of a schedule that follows by itself is left out.
 */
export function shrinkSchedule(program: Program, schedule: Schedule, longestRun?: number): Schedule {
  const kind = failureOf(program, schedule, longestRun)?.kind;
  if (kind === undefined) return schedule;
  let replays = 0;
  const isFailing = (candidate: Schedule): Schedule | undefined => {
    if (++replays > MOST_REPLAYS) return undefined;
    const result = replay(program, candidate, longestRun);
    return result.ok && result.failure?.kind === kind ? result.schedule : undefined;
  };
  let best = schedule;
  for (let better: Schedule | undefined = best; better !== undefined;) {
    best = better;
    better = firstBetter(best, isFailing);
  }
  return withoutTail(best, isFailing);
}

const failureOf = (program: Program, schedule: Schedule, longestRun?: number) => {
  const result = replay(program, schedule, longestRun);
  return result.ok ? result.failure : undefined;
};

function firstBetter(
  schedule: Schedule,
  isFailing: (candidate: Schedule) => Schedule | undefined,
): Schedule | undefined {
  for (const candidate of simpler(runsOf(schedule))) {
    const full = isFailing(candidate);
    if (full !== undefined && isLess(costOf(full), costOf(schedule))) return full;
  }
  return undefined;
}

/** Steps of one fibre in a row. */
type Stretch = readonly number[];

function runsOf(schedule: Schedule): Stretch[] {
  const runs: number[][] = [];
  for (const choice of schedule) {
    const last = runs[runs.length - 1];
    if (last !== undefined && fibreOf(last[0] as number) === fibreOf(choice)) last.push(choice);
    else runs.push([choice]);
  }
  return runs;
}

/** Schedules with a stretch left out, moved to the one before of the same fibre, or cut short. */
function* simpler(runs: readonly Stretch[]): Generator<Schedule> {
  for (let end = 0; end < runs.length; end++) yield runs.slice(0, end).flat();
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i] as Stretch;
    const rest = runs.filter((_, j) => j !== i);
    yield rest.flat();
    for (let to = i - 2; to >= 0; to--) {
      if (fibreOf((runs[to] as Stretch)[0] as number) !== fibreOf(run[0] as number)) continue;
      yield [...rest.slice(0, to + 1), run, ...rest.slice(to + 1)].flat();
    }
    for (let to = i + 2; to < runs.length; to++) {
      if (fibreOf((runs[to] as Stretch)[0] as number) !== fibreOf(run[0] as number)) continue;
      yield [...rest.slice(0, to - 1), run, ...rest.slice(to - 1)].flat();
    }
    const surprise = run.findIndex((choice) => choice % WAYS !== WAY_RUN);
    if (surprise >= 0) yield [...runs.slice(0, i), run.slice(0, surprise), ...runs.slice(i + 1)].flat();
    if (run.length > 1) yield [...runs.slice(0, i), run.slice(0, -1), ...runs.slice(i + 1)].flat();
  }
}

function costOf(schedule: Schedule): readonly number[] {
  const surprises = schedule.filter((choice) => choice % WAYS !== WAY_RUN).length;
  return [surprises, switchesOf(schedule), schedule.length];
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((value, at) => value !== b[at]);
  return i >= 0 && (a[i] as number) < (b[i] as number);
}

function withoutTail(schedule: Schedule, isFailing: (candidate: Schedule) => Schedule | undefined): Schedule {
  const runs = runsOf(schedule);
  for (let end = 0; end < runs.length; end++) {
    const head = runs.slice(0, end).flat();
    if (isFailing(head)?.join() === schedule.join()) return head;
  }
  return schedule;
}
