import { basename } from 'node:path';
import {
  describeReport,
  describeVerdict,
  standingOf,
  violatedNames,
  type ModelReport,
} from '../check/index.ts';
import { visible, type SpecError, type Trace, type Violation } from '../trace/index.ts';
import type { CiProblem, CiRun } from './ci-run.ts';
import { pathFromRoot } from './paths.ts';
import { configPlace, errorPlace, violationPlace, type FilePlace } from './place.ts';

/** What kind of thing a finding is; services group and filter by it. */
export type Rule =
  | `${Violation['kind']}-violated`
  | 'missed-expectation'
  | 'spec-error'
  | 'tool-error'
  | 'incomplete'
  | 'not-started'
  | 'problem';

/** Something about a check that a reader has to look at. All texts can be shown, but know nothing of a format's syntax. */
export interface Finding {
  readonly rule: Rule;
  /** `warning`: nothing was found, but too little was searched to say more. */
  readonly level: 'error' | 'warning';
  /** One line. */
  readonly title: string;
  /** What else there is to say of it. */
  readonly details: readonly string[];
  /** Missing where it is about the command or the tools. */
  readonly place?: FilePlace;
  /** The same from run to run: the model, and what about it. */
  readonly identity: string;
  /** The report, where a model was checked. */
  readonly report?: ModelReport;
  readonly trace?: Trace;
}

/** All that is not as expected, in the order of the models; what could not be checked at all comes first. */
export const findingsOf = (run: CiRun): readonly Finding[] => [
  ...run.problems.map((problem) => ofProblem(problem, run)),
  ...run.reports.flatMap((report) => ofReport(report, run)),
  ...run.notStarted.map((task): Finding => ({
    rule: 'not-started',
    level: 'error',
    title: visible(`${pathFromRoot(task.config, run)}: not started, because the check was interrupted`),
    details: [],
    place: { file: task.config },
    identity: pathFromRoot(task.config, run),
  })),
];

function ofProblem({ message, file, line }: CiProblem, run: CiRun): Finding {
  const [title = '', ...details] = visible(message).split('\n');
  // The line is all that is known: a range of no columns.
  const region =
    line === undefined ? undefined : { beginLine: line, beginColumn: 1, endLine: line, endColumn: 0 };
  return {
    rule: 'problem',
    level: 'error',
    title,
    details,
    ...(file !== undefined && { place: { file, ...(region && { region }) } }),
    identity: file === undefined ? title : `${pathFromRoot(file, run)}: ${title}`,
  };
}

function ofReport(report: ModelReport, run: CiRun): readonly Finding[] {
  const { verdict } = report;
  switch (standingOf(report)) {
    case 'as-expected':
      return [];
    case 'incomplete':
      return [
        { ...base(report, run), rule: 'incomplete', level: 'warning', place: configPlace(undefined, report) },
      ];
    case 'not-as-expected':
      return [missed(report, run)];
    case 'did-not-run':
    case 'interrupted':
      return verdict.kind === 'spec-error'
        ? verdict.errors.map((error, i) => ofError(error, i, report, run))
        : [
            {
              ...base(report, run),
              rule: 'tool-error',
              level: 'error',
              place: configPlace(undefined, report),
            },
          ];
  }
}

function base(report: ModelReport, run: CiRun): Pick<Finding, 'title' | 'details' | 'report' | 'identity'> {
  const { task, grade } = report;
  const config = pathFromRoot(task.config, run);
  const [title = '', ...details] = `${visible(config)}: ${describeReport(report)}`.split('\n');
  const reason = grade.asExpected || !task.expected ? [] : [visible(grade.reason)];
  return {
    title,
    details: [...details, ...reason],
    report,
    identity: [config, ...(task.only ?? [])].join('#'),
  };
}

/** What TLC found, where that is the bad news; else what it did not find. */
function missed(report: ModelReport, run: CiRun): Finding {
  const { task, verdict, grade } = report;
  const about = base(report, run);
  const expected = task.expected?.expect.result === 'violated' ? task.expected.expect.property : undefined;
  if (verdict.kind !== 'violated') {
    // That something holds is no heading of an error.
    const [reason = about.title, ...more] = visible(grade.asExpected ? '' : grade.reason).split('\n');
    const title = visible(`${pathFromRoot(task.config, run)}: ${reason}`);
    const details = [...more, describeReport(report)];
    const place = configPlace(expected, report);
    return { ...about, title, details, rule: 'missed-expectation', level: 'error', place };
  }
  const { violation, trace } = verdict;
  return {
    ...about,
    rule: `${violation.kind}-violated`,
    level: 'error',
    identity: [about.identity, ...violatedNames(violation)].join('#'),
    place: violationPlace(violation, report, run),
    ...(trace && { trace }),
  };
}

function ofError(error: SpecError, index: number, report: ModelReport, run: CiRun): Finding {
  const { verdict, task } = report;
  const [first = '', ...details] = visible(error.message).split('\n');
  const config = pathFromRoot(task.config, run);
  return {
    rule: 'spec-error',
    level: 'error',
    title: `${visible(config)}: ${first}`,
    details,
    report,
    identity: `${config}#${first}`,
    place: errorPlace(error, report, run),
    ...(index === 0 && verdict.kind === 'spec-error' && verdict.trace && { trace: verdict.trace }),
  };
}

/** `MC_small.cfg: invariant Small is violated`, for the heading of a picture. */
export const modelTitle = ({ task, verdict }: ModelReport): string =>
  visible(`${basename(task.config)}: ${describeVerdict(verdict)}`);
