import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  RUN_FEATURES,
  blocksOf,
  prepareDeviceFile,
  runFeatureProblem,
  runFree,
  type DesignName,
  type FreeRun,
  type FreeRunReport,
  type HeldLock,
  type RunFeature,
} from '../../kernel/index.ts';
import { parseManifest, type Manifest } from '../../manifest/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { findDesign } from '../find-design.ts';
import { holdFile } from '../hold-file.ts';
import { firstSchedules, type FirstSchedule } from '../first-schedules.ts';
import { isForbidden, runOutcomes, type Outcome } from '../report/run-outcomes.ts';
import { shellWord } from '../shell-word.ts';
import { SPECS } from '../specs-folder.ts';
import { fail, ok, type Result } from '../../trace/index.ts';
import { unknownName } from '../unknown-name.ts';
import { complain, type CommandContext } from './context.ts';
import { placed } from '../placed.ts';

/** The options of `run`. */
export interface RunOptions {
  readonly seconds: number;
  readonly pages: number;
  readonly users: number;
  readonly longTerm: number;
  /** Names with commas in between. */
  readonly features?: string;
  /** The file of the block device. */
  readonly device?: string;
  readonly seed: number;
  readonly json?: boolean;
}

/** `tracewright run`: lets worker threads loose on the page cache with a design, and grades what happened by its models. */
export async function run(design: string, options: RunOptions, context: CommandContext): Promise<ExitCode> {
  const found = findDesign(design);
  if (!found.ok) return complain(context, found.error, EXIT.didNotRun);
  const manifest = await manifestOf(design);
  if (!manifest.ok) return complain(context, manifest.error, EXIT.didNotRun);
  const prepared = prepareRun(found.value, options);
  if (!prepared.ok) return complain(context, prepared.error, EXIT.didNotRun);
  const { seed, features = [] } = prepared.value;
  const start = performance.now();
  const ended = await runHolding(prepared.value, context.signal);
  if (!ended.ok) return complain(context, ended.error, EXIT.didNotRun);
  const report = ended.value;
  const ran = (performance.now() - start) / 1000;
  const isInterrupted = context.signal.aborted;
  const outcomes = runOutcomes(report, manifest.value, features);
  const { out } = context.terminal;
  const happened = outcomes.filter(({ grade, count }) => grade !== 'acceptable' && count > 0);
  const schedules = firstSchedules(
    found.value,
    happened.map(({ outcome }) => outcome),
    seed,
    context.signal,
  );
  if (options.json === true) {
    const all: FirstSchedule[] = [];
    for await (const schedule of schedules) all.push(schedule);
    out.write(`${jsonOf(design, options, report, { outcomes, schedules: all, ran, isInterrupted })}\n`);
  } else {
    out.write(tableOf(outcomes));
    for await (const schedule of schedules) out.write(scheduleLine(design, schedule));
  }
  if (isInterrupted)
    complain(context, `interrupted after ${ran.toFixed(1)} s of ${options.seconds} s`, EXIT.interrupted);
  else if (context.signal.aborted)
    complain(context, 'the run is whole; interrupted while its schedules were sought', EXIT.interrupted);
  for (const line of failureLines(report)) complain(context, line, EXIT.didNotRun);
  return exitCodeOf(report, outcomes, context.signal);
}

/** Runs, with the device's file for this run alone. The error says why it cannot be had. */
async function runHolding(free: FreeRun, signal: AbortSignal): Promise<Result<FreeRunReport, string>> {
  const { deviceFile } = free;
  if (deviceFile === undefined) return ok(await runFree({ ...free, signal }));
  const held = holdFile(deviceFile);
  if (!held.ok) return held;
  try {
    const misfit = prepareDeviceFile(deviceFile, blocksOf(free));
    return misfit === undefined ? ok(await runFree({ ...free, signal })) : fail(misfit);
  } finally {
    held.value();
  }
}

async function manifestOf(design: string): Promise<Result<Manifest, string>> {
  const file = join(SPECS, design, 'manifest.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return fail(`${file} cannot be read`);
  const manifest = parseManifest(text, file);
  return manifest.ok ? manifest : fail(manifest.error.map(placed).join('\n'));
}

const namesIn = (text: string): readonly string[] => (text === '' ? [] : text.split(','));

/** The features by their names; the error says what is wrong before any thread starts. */
function readFeatures(text?: string): Result<readonly RunFeature[], string> {
  const names = namesIn(text ?? '');
  if (text === '' || names.includes(''))
    return fail(`--features needs names with commas in between: ${RUN_FEATURES.join(', ')}`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) return fail(`--features names ${twice} twice`);
  const isFeature = (name: string): name is RunFeature => RUN_FEATURES.some((known) => known === name);
  const unknown = names.find((name) => !isFeature(name));
  if (unknown !== undefined) return fail(unknownName('feature', unknown, RUN_FEATURES));
  const features = names.filter(isFeature);
  const problem = runFeatureProblem(features);
  return problem === undefined ? ok(features) : fail(problem);
}

/** What to run; the error says what is wrong before any thread starts. */
function prepareRun(design: DesignName, options: RunOptions): Result<FreeRun, string> {
  const { seconds, pages, users, seed, longTerm, device } = options;
  const features = readFeatures(options.features);
  if (!features.ok) return features;
  if (longTerm > users) return fail(`--long-term ${longTerm} is more than --users ${users}`);
  const shape = { design, pages, users, features: features.value };
  if (device !== undefined && features.value.includes('dax'))
    return fail('with DAX the memory is the device: it has no --device');
  if (device !== undefined && features.value.includes('parity'))
    return fail('the RAID5 of parity keeps its blocks in memory: it has no --device');
  return ok({
    ...shape,
    longTermUsers: longTerm,
    ...(device !== undefined && { deviceFile: device }),
    seed,
    milliseconds: seconds * 1000,
  });
}

/** Threads leave no schedule; the explorer's programs show the same failure, and repeat it exactly. */
const scheduleLine = (design: string, { outcome, program, schedule }: FirstSchedule): string =>
  `${outcome}${outcome === 'parity error' || outcome === 'stripe inconsistent' ? ' (the same change, told by guard tags)' : ''}, step by step: npx tracewright explore ${design} --program ${program} --replay ${shellWord(schedule)}\n`;

function exitCodeOf(report: FreeRunReport, outcomes: readonly Outcome[], signal: AbortSignal): ExitCode {
  if (outcomes.some(isForbidden)) return EXIT.violated;
  if (report.failures.length > 0) return EXIT.didNotRun;
  return signal.aborted ? EXIT.interrupted : EXIT.asExpected;
}

function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ outcome, count, grade, reason }) => [outcome, String(count), grade, reason]);
  const all = [['outcome', 'count', 'grade', 'reason'], ...rows];
  const width = (column: number): number => Math.max(...all.map((row) => (row[column] as string).length));
  const widths = [width(0), width(1), width(2)] as const;
  return all
    .map(([outcome = '', count = '', grade = '', reason = '']) =>
      [outcome.padEnd(widths[0]), count.padStart(widths[1]), grade.padEnd(widths[2]), reason].join('  '),
    )
    .join('\n')
    .concat('\n');
}

/** Who did not play to its end, and what it held. */
function failureLines({ failures, heldLocks }: FreeRunReport): readonly string[] {
  const died = failures.map(({ worker, error }) => `thread ${worker} did not end as it should: ${error}`);
  return [...died, ...heldLocks.map(lockLine)];
}

function lockLine({ lock, page, by, inPass }: HeldLock): string {
  const who = by.length === 0 ? 'nobody who died' : by.join(' or ');
  return `the ${lock} of page ${page} was left behind by ${who}${inPass ? ', in a writeback pass' : ''}`;
}

/** What is told of a run besides its report. */
interface ToldRun {
  readonly outcomes: readonly Outcome[];
  readonly schedules: readonly FirstSchedule[];
  /** Seconds. */
  readonly ran: number;
  readonly isInterrupted: boolean;
}

function jsonOf(
  design: string,
  { seconds, pages, users, seed, longTerm, features = '', device }: RunOptions,
  { failures, heldLocks }: FreeRunReport,
  { outcomes, schedules, ran, isInterrupted }: ToldRun,
): string {
  const setting = { seconds, pages, users, seed, longTerm, features: namesIn(features), device };
  const end = { ran: Number(ran.toFixed(1)), isInterrupted };
  const report = { version: 1, design, ...setting, ...end, outcomes, schedules, failures, heldLocks };
  return JSON.stringify(report, undefined, 2);
}
