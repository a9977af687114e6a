import { setImmediate } from 'node:timers/promises';
import { explorer, type DesignName } from '../../kernel/index.ts';
import { EXIT, worst, type ExitCode } from '../exit-code.ts';
import { findDesign } from '../find-design.ts';
import { shellWord } from '../shell-word.ts';
import { unknownName } from '../unknown-name.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `explore`. */
export interface ExploreOptions {
  /** One program; else all of them. */
  readonly program?: string;
  /** A printed schedule, to be run instead of a search; needs `program`. */
  readonly replay?: string;
  readonly seed: number;
  /** For each program. */
  readonly seconds: number;
  readonly json?: boolean;
}

type Failure = explorer.Failure;

/** What came of one program. */
interface ProgramReport {
  readonly program: string;
  readonly failure?: Failure;
  /** The run that shows the failure. */
  readonly schedule?: string;
  readonly isComplete: boolean;
  /** Why not, if it is not. */
  readonly incomplete?: string;
  readonly runs: number;
  readonly steps: number;
  readonly races: readonly string[];
}

/** Random runs of each kind before the search of all runs: most failures are found by them, and much sooner. */
const RANDOM_RUNS = 2_000;

/** `tracewright explore`: looks for a run of small programs on the reference implementation that fails. */
export async function explore(
  name: string,
  options: ExploreOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const known = findDesign(name);
  if (!known.ok) return complain(context, known.error, EXIT.didNotRun);
  const design = known.value;
  const names = Object.keys(explorer.PAGE_PROGRAMS);
  const { program, replay } = options;
  if (program !== undefined && !names.includes(program))
    return complain(context, unknownName('program', program, names), EXIT.didNotRun);
  if (replay !== undefined) return replayOne(design, program, replay, options, context);
  const reports: ProgramReport[] = [];
  for (const each of program === undefined ? names : [program]) {
    const report = await exploreProgram(design, each, options, context.signal);
    if (report === undefined) return EXIT.interrupted;
    reports.push(report);
    if (options.json !== true) context.terminal.out.write(textOf(design, report));
  }
  if (options.json === true) {
    context.terminal.out.write(
      `${JSON.stringify({ version: 1, design, programs: reports }, undefined, 2)}\n`,
    );
  }
  return worst(reports.map(exitCodeOf));
}

const exitCodeOf = ({ failure, isComplete }: ProgramReport): ExitCode =>
  failure !== undefined ? EXIT.violated : isComplete ? EXIT.asExpected : EXIT.incomplete;

/** Random runs, then all runs; undefined if it was interrupted. */
async function exploreProgram(
  design: DesignName,
  name: string,
  { seed, seconds }: ExploreOptions,
  signal: AbortSignal,
): Promise<ProgramReport | undefined> {
  const end = performance.now() + seconds * 1000;
  const program = explorer.pageProgram(name, design);
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
  { failure, schedule }: { readonly failure: Failure; readonly schedule: explorer.Schedule },
): Pick<ProgramReport, 'program' | 'failure' | 'schedule' | 'isComplete'> {
  const shrunk = explorer.printSchedule(explorer.shrinkSchedule(on, schedule));
  return { program, failure, schedule: shrunk, isComplete: false };
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

function replayOne(
  design: DesignName,
  program: string | undefined,
  text: string,
  options: ExploreOptions,
  context: CommandContext,
): ExitCode {
  if (program === undefined) return complain(context, '--replay needs --program', EXIT.didNotRun);
  const schedule = explorer.parseSchedule(text);
  if (schedule === undefined) {
    return complain(context, `${JSON.stringify(text)} is no schedule, as a12b3a! would be`, EXIT.didNotRun);
  }
  const on = explorer.pageProgram(program, design);
  const replayed = explorer.replay(on, schedule);
  if (!replayed.ok) {
    const at = `at its step ${replayed.at + 1} that fibre cannot go on so`;
    return complain(context, `the schedule does not fit ${program} on ${design}: ${at}`, EXIT.didNotRun);
  }
  const { failure, steps } = replayed;
  const full = explorer.printSchedule(replayed.schedule);
  const { out } = context.terminal;
  if (options.json === true) {
    out.write(
      `${JSON.stringify({ version: 1, design, program, failure, schedule: full, steps }, undefined, 2)}\n`,
    );
  } else {
    out.write(stepsText(on, steps));
    out.write(failure ? `${failure.kind}: ${failure.message}\n` : 'nothing is wrong in this run\n');
  }
  return failure === undefined ? EXIT.asExpected : EXIT.violated;
}

function stepsText({ fibres }: explorer.Program, steps: readonly explorer.ReplayedStep[]): string {
  const width = Math.max(...fibres.map(({ name }) => name.length));
  const line = ({ fibre, text }: explorer.ReplayedStep, i: number): string => {
    const name = (fibres[fibre] as { readonly name: string }).name;
    return `${String(i + 1).padStart(5)}  ${explorer.letterOf(fibre)} ${name.padEnd(width)}  ${text}\n`;
  };
  return steps.map(line).join('');
}

function textOf(design: string, report: ProgramReport): string {
  const { program, failure, schedule, isComplete, incomplete, runs, steps, races } = report;
  const effort = `${runs} runs, ${steps} steps`;
  const raceLines = races.map((race) => `     race: ${race}\n`).join('');
  if (failure !== undefined) {
    const again = `npx tracewright explore ${design} --program ${program} --replay ${shellWord(schedule ?? '')}`;
    return `FAIL ${program}: ${failure.kind}: ${failure.message}  (${effort})\n     repeat with: ${again}\n${raceLines}`;
  }
  const result = isComplete
    ? 'no run fails, all were explored'
    : `nothing found, but ${incomplete ?? 'not all explored'}`;
  return `${isComplete ? 'ok  ' : '?   '} ${program}: ${result}  (${effort})\n${raceLines}`;
}
