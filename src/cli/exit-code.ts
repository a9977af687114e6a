import type { ModelReport } from '../check/index.ts';

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

/** The exit code of a command that checked models. */
export const exitCodeOfAll = (
  reports: readonly ModelReport[],
  problems: readonly unknown[],
  signal: AbortSignal,
): ExitCode =>
  signal.aborted
    ? EXIT.interrupted
    : worst([...reports.map(exitCodeOf), ...problems.map(() => EXIT.didNotRun)]);

/** The exit code that one model would give alone. */
export function exitCodeOf(report: ModelReport): ExitCode {
  const { verdict, grade, task } = report;
  switch (verdict.kind) {
    case 'cancelled':
      return verdict.reason === 'interrupted' ? EXIT.interrupted : EXIT.didNotRun;
    case 'spec-error':
    case 'tool-error':
      return EXIT.didNotRun;
    case 'holds-within':
    case 'holds':
    case 'violated':
      if (!grade.asExpected) return grade.open ? EXIT.incomplete : EXIT.violated;
      if (checkedNothing(report)) return EXIT.incomplete;
      return task.expected || verdict.kind !== 'holds-within' ? EXIT.asExpected : EXIT.incomplete;
  }
}

/** Whether TLC was given nothing to check: then "no error" says nothing. A model may be there for its state graph alone. */
export const checkedNothing = ({ verdict, properties, deadlockChecked, task }: ModelReport): boolean =>
  (verdict.kind === 'holds' || verdict.kind === 'holds-within') &&
  properties.length === 0 &&
  !deadlockChecked &&
  task.expected?.walk === undefined;
