import { setImmediate } from 'node:timers/promises';
import { explorer } from '../../kernel/index.ts';

/** What came of one program. */
export interface ProgramReport {
  readonly program: string;
  readonly failure?: explorer.Failure;
  /** The run that shows the failure. */
  readonly schedule?: string;
  readonly isComplete: boolean;
  /** Why not, if it is not. */
  readonly incomplete?: string;
  readonly runs: number;
  readonly steps: number;
  readonly races: readonly string[];
}

/** How long to look. */
export interface ExploreLimits {
  readonly seed: number;
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** Random runs of each kind before the search of all runs: most failures are found by them, and much sooner. */
const RANDOM_RUNS = 2_000;

/** Random runs, then all runs; undefined if it was interrupted. */
export async function exploreProgram(
  name: string,
  program: explorer.Program,
  { seed, seconds, signal }: ExploreLimits,
): Promise<ProgramReport | undefined> {
  const end = performance.now() + seconds * 1000;
  const surprises = { spuriousWakeUps: 0, timeOuts: 0 };
  const random = { ...surprises, seed, mostRuns: RANDOM_RUNS, longestRun: 1_000 };
  let before: explorer.Progress = { runs: 0, steps: 0 };
  for (const strategy of [{ depth: 3 }, 'random'] as const) {
    const slices = explorer.sampleInSlices(program, { ...random, strategy });
    const { ended, progress } = await inSlices(slices, end, signal);
    before = sum(before, ended ?? progress);
    if (ended === undefined) return signal.aborted ? undefined : outOfTime(name, before);
    if (ended.found) return { ...found(name, program, ended.found), ...before, races: [] };
  }
  const { ended, progress } = await inSlices(
    explorer.searchInSlices(program, explorer.EXHAUSTIVE),
    end,
    signal,
  );
  const all = sum(before, ended ?? progress);
  if (ended === undefined) return signal.aborted ? undefined : outOfTime(name, all);
  const races = ended.races.map(({ message }) => message);
  if (ended.found) return { ...found(name, program, ended.found), ...all, races };
  const { isComplete, incomplete } = ended;
  return { program: name, isComplete, ...(incomplete && { incomplete }), ...all, races };
}

const sum = (a: explorer.Progress, b: explorer.Progress): explorer.Progress => ({
  runs: a.runs + b.runs,
  steps: a.steps + b.steps,
});

const outOfTime = (program: string, progress: explorer.Progress): ProgramReport => ({
  program,
  isComplete: false,
  incomplete: 'the time was up',
  ...progress,
  races: [],
});

function found(
  program: string,
  on: explorer.Program,
  { failure, schedule }: { readonly failure: explorer.Failure; readonly schedule: explorer.Schedule },
): Pick<ProgramReport, 'program' | 'failure' | 'schedule' | 'isComplete'> {
  const shrunk = explorer.shrinkSchedule(on, schedule);
  // What the printed command shows: a livelock is told after as many steps as a replay has.
  const replayed = explorer.replay(on, shrunk);
  return {
    program,
    failure: (replayed.ok ? replayed.failure : undefined) ?? failure,
    schedule: explorer.printSchedule(shrunk),
    isComplete: false,
  };
}

/** Runs slices to their end, and lets signals come in between; `ended` is undefined if it stopped before. */
async function inSlices<T>(
  slices: Generator<explorer.Progress, T>,
  end: number,
  signal: AbortSignal,
): Promise<{ readonly ended: T | undefined; readonly progress: explorer.Progress }> {
  let progress: explorer.Progress = { runs: 0, steps: 0 };
  while (!signal.aborted && performance.now() < end) {
    const slice = slices.next();
    if (slice.done === true) return { ended: slice.value, progress };
    progress = slice.value;
    await setImmediate();
  }
  slices.return(undefined as never);
  return { ended: undefined, progress };
}
