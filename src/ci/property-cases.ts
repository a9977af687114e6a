import {
  describeReport,
  describeViolation,
  standingOf,
  violatedNames,
  type ModelReport,
} from '../check/index.ts';
import { traceText, visible, type SpecError, type Trace, type Verdict } from '../trace/index.ts';
import type { CiRun } from './ci-run.ts';
import { errorPlace, printFilePlace } from './place.ts';

/** What became of one property of a model. Texts can be shown, but know nothing of a format's syntax. */
export interface PropertyCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error';
  /** Why it did not pass, or what is to be said of it. */
  readonly message?: string;
  /** The counterexample and other details, as lines. */
  readonly details?: readonly string[];
}

/** Stands for the model as a whole, where there is nothing to say of single properties; no property can have this name. */
const WHOLE_MODEL = 'the model';
const EXPECTATION = 'the expectation';
const UNNAMED = 'a temporal property';
const DEADLOCK = 'deadlock';

/**
 * A case for each property that TLC was asked for. A property passes that holds as far as the manifest wants it, or is
 * violated as expected; what TLC did not come to is skipped, with the reason. A model that is not as expected has at
 * least one case that failed, one that was not searched enough a skipped one, and one without a verdict an error.
 */
export function casesOf(report: ModelReport, run: Pick<CiRun, 'root' | 'links'>): readonly PropertyCase[] {
  const standing = standingOf(report);
  const judged = standing !== 'did-not-run' && standing !== 'interrupted';
  const cases = judged ? withVerdict(report) : withoutVerdict(report, run);
  const reason = report.grade.asExpected ? describeReport(report) : visible(report.grade.reason);
  const has = (outcome: PropertyCase['outcome']): boolean => cases.some((each) => each.outcome === outcome);
  if (standing === 'not-as-expected' && !has('failed'))
    return [
      ...cases,
      { name: EXPECTATION, outcome: 'failed', message: reason, details: traceLines(report.verdict) },
    ];
  if (standing === 'incomplete' && !has('skipped'))
    return [...cases, { name: EXPECTATION, outcome: 'skipped', message: reason }];
  return cases;
}

const namesAsked = ({ properties, deadlockChecked }: ModelReport): readonly string[] => [
  ...new Set([...properties, ...(deadlockChecked ? [DEADLOCK] : [])]),
];

function withoutVerdict(report: ModelReport, run: Pick<CiRun, 'root' | 'links'>): readonly PropertyCase[] {
  const { verdict } = report;
  const errors =
    verdict.kind === 'spec-error' ? verdict.errors.map((error) => errorText(error, report, run)) : [];
  const message = describeReport(report);
  return [
    { name: WHOLE_MODEL, outcome: 'error', message, details: [...errors, ...traceLines(verdict)] },
    ...namesAsked(report).map((name): PropertyCase => ({
      name,
      outcome: 'skipped',
      message: `no verdict: ${message}`,
    })),
  ];
}

function withVerdict(report: ModelReport): readonly PropertyCase[] {
  const { verdict } = report;
  if (namesAsked(report).length === 0 && verdict.kind !== 'violated')
    return [{ name: WHOLE_MODEL, outcome: 'skipped', message: describeReport(report) }];
  return verdict.kind === 'violated' ? violatedCases(report, verdict) : holdingCases(report);
}

function holdingCases(report: ModelReport): readonly PropertyCase[] {
  const { verdict, task, grade } = report;
  const standing = standingOf(report);
  const said = describeReport(report);
  const wanted = expectedViolation(report);
  const isWhole = verdict.kind === 'holds';
  return namesAsked(report).map((name): PropertyCase => {
    if (standing === 'incomplete')
      return {
        name,
        outcome: 'skipped',
        message: grade.asExpected ? said : `${said}: ${visible(grade.reason)}`,
      };
    if (name === wanted && !grade.asExpected)
      return { name, outcome: 'failed', message: visible(grade.reason) };
    if (isWhole) return { name, outcome: 'passed' };
    return task.expected?.expect.result === 'holds-within'
      ? { name, outcome: 'passed', message: said }
      : { name, outcome: 'skipped', message: said };
  });
}

const expectedViolation = ({ task }: ModelReport): string | undefined =>
  task.expected?.expect.result === 'violated' ? task.expected.expect.property : undefined;

function violatedCases(
  report: ModelReport,
  verdict: Extract<Verdict, { kind: 'violated' }>,
): readonly PropertyCase[] {
  const { grade, task } = report;
  const wanted = expectedViolation(report);
  const said = visible(describeViolation(verdict.violation));
  const names = violatedNames(verdict.violation);
  const isOpen = !grade.asExpected && grade.open;
  const found = names.length > 0 || isOpen ? names : [UNNAMED];
  const reason = grade.asExpected ? '' : visible(grade.reason);
  const ofFound = found.map((name): PropertyCase => {
    if (grade.asExpected || name === wanted) {
      const why = task.expected?.why;
      return {
        name,
        outcome: 'passed',
        message: `${said}, as expected${why === undefined ? '' : `: ${visible(why)}`}`,
      };
    }
    const message = task.expected ? `${said}; ${reason}` : said;
    return { name, outcome: 'failed', message, details: traceLines(verdict) };
  });
  const missed = !grade.asExpected && !isOpen && wanted !== undefined && !found.includes(wanted);
  const ofMissed: readonly PropertyCase[] = missed
    ? [{ name: wanted, outcome: 'failed', message: reason }]
    : [];
  const judged = new Set([...ofFound, ...ofMissed].map(({ name }) => name));
  const others = namesAsked(report).filter((name) => !judged.has(name));
  const message = isOpen ? reason : `not decided: TLC stopped at the first violation (${said})`;
  return [
    ...ofFound,
    ...ofMissed,
    ...others.map((name): PropertyCase => ({ name, outcome: 'skipped', message })),
  ];
}

const errorText = (error: SpecError, report: ModelReport, run: Pick<CiRun, 'root' | 'links'>): string =>
  visible(`${printFilePlace(errorPlace(error, report, run), run)}: ${error.message}`);

const traceOf = (verdict: Verdict): Trace | undefined => ('trace' in verdict ? verdict.trace : undefined);

function traceLines(verdict: Verdict): readonly string[] {
  const trace = traceOf(verdict);
  return trace ? traceText(trace) : [];
}
