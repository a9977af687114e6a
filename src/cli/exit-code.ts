import { standingOf, type ModelReport, type Standing } from '../check/index.ts';

/** The exit codes of every command; see README. */
export const EXIT = {
  asExpected: 0,
  /** A property is violated, or an expectation is missed. */
  violated: 1,
  /** It did not run: bad usage, missing files, an error in a specification, no Java, no memory, no time. */
  didNotRun: 2,
  /** Nothing was found, but the search was not complete. */
  incomplete: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** From the worst to the best: what could not be run outweighs what was found, because more may be wrong there. */
const WORST_FIRST: readonly ExitCode[] = [
  EXIT.interrupted,
  EXIT.didNotRun,
  EXIT.violated,
  EXIT.incomplete,
  EXIT.asExpected,
];

export const worst = (codes: readonly ExitCode[]): ExitCode =>
  WORST_FIRST.find((code) => codes.includes(code)) ?? EXIT.asExpected;

const EXIT_OF: Readonly<Record<Standing, ExitCode>> = {
  'as-expected': EXIT.asExpected,
  'not-as-expected': EXIT.violated,
  incomplete: EXIT.incomplete,
  'did-not-run': EXIT.didNotRun,
  interrupted: EXIT.interrupted,
};

/** The exit code that one model would give alone. */
export const exitCodeOf = (report: ModelReport): ExitCode => EXIT_OF[standingOf(report)];

/** The exit code of a command that checked models. */
export const exitCodeOfAll = (
  reports: readonly ModelReport[],
  problems: readonly unknown[],
  signal: AbortSignal,
  isCovered = true,
): ExitCode =>
  signal.aborted
    ? EXIT.interrupted
    : worst([
        ...reports.map(exitCodeOf),
        ...problems.map(() => EXIT.didNotRun),
        ...(isCovered ? [] : [EXIT.violated]),
      ]);
