import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  RUN_FEATURES,
  runFeatureProblem,
  runFree,
  type FreeRunReport,
  type HeldLock,
  type RunFeature,
} from '../../kernel/index.ts';
import { parseManifest } from '../../manifest/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { findDesign } from '../find-design.ts';
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
  readonly seed: number;
  readonly json?: boolean;
}

/** `tracewright run`: lets worker threads loose on the page cache with a design, and grades what happened by its models. */
export async function run(design: string, options: RunOptions, context: CommandContext): Promise<ExitCode> {
  const found = findDesign(design);
  if (!found.ok) return complain(context, found.error, EXIT.didNotRun);
  const file = join(SPECS, design, 'manifest.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return complain(context, `${file} cannot be read`, EXIT.didNotRun);
  const manifest = parseManifest(text, file);
  if (!manifest.ok) {
    for (const error of manifest.error) complain(context, placed(error), EXIT.didNotRun);
    return EXIT.didNotRun;
  }
  const { seconds, pages, users, seed, longTerm } = options;
  const features = readFeatures(options.features);
  if (!features.ok) return complain(context, features.error, EXIT.didNotRun);
  if (longTerm > users) {
    return complain(context, `--long-term ${longTerm} is more than --users ${users}`, EXIT.didNotRun);
  }
  const report = await runFree({
    design: found.value,
    pages,
    users,
    longTermUsers: longTerm,
    features: features.value,
    seed,
    milliseconds: seconds * 1000,
    signal: context.signal,
  });
  const outcomes = runOutcomes(report.counts, report.lostPages, manifest.value, features.value);
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
    out.write(`${jsonOf(design, options, report, outcomes, all)}\n`);
  } else {
    out.write(tableOf(outcomes));
    for await (const schedule of schedules) out.write(scheduleLine(design, schedule));
  }
  for (const line of failureLines(report)) complain(context, line, EXIT.didNotRun);
  return exitCodeOf(report, outcomes, context.signal);
}

const namesIn = (text: string): readonly string[] => text.split(',').filter((name) => name !== '');

/** The features by their names; the error says what is wrong before any thread starts. */
function readFeatures(text = ''): Result<readonly RunFeature[], string> {
  const names = namesIn(text);
  const isFeature = (name: string): name is RunFeature => RUN_FEATURES.some((known) => known === name);
  const unknown = names.find((name) => !isFeature(name));
  if (unknown !== undefined) return fail(unknownName('feature', unknown, RUN_FEATURES));
  const features = names.filter(isFeature);
  const problem = runFeatureProblem(features);
  return problem === undefined ? ok(features) : fail(problem);
}

/** Threads leave no schedule; the explorer's programs show the same failure, and repeat it exactly. */
const scheduleLine = (design: string, { outcome, program, schedule }: FirstSchedule): string =>
  `${outcome}, step by step: npx tracewright explore ${design} --program ${program} --replay ${shellWord(schedule)}\n`;

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

function jsonOf(
  design: string,
  { seconds, pages, users, seed, longTerm, features = '' }: RunOptions,
  { failures, heldLocks }: FreeRunReport,
  outcomes: readonly Outcome[],
  schedules: readonly FirstSchedule[],
): string {
  const setting = { seconds, pages, users, seed, longTerm, features: namesIn(features) };
  const report = { version: 1, design, ...setting, outcomes, schedules, failures, heldLocks };
  return JSON.stringify(report, undefined, 2);
}
