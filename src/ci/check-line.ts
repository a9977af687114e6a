import {
  describeReport,
  standingOf,
  violatedNames,
  type ModelReport,
  type Standing,
} from '../check/index.ts';
import { visible } from '../trace/index.ts';
import { byModel, type CiRun, type ModelReports } from './ci-run.ts';
import { pathFromRoot } from './paths.ts';

/** The name and version of what `--json-line` writes; docs/check-line.schema.json describes it. */
export const CHECK_LINE_SCHEMA = 'tracewright/check-line/1';

const WORST_FIRST: readonly Standing[] = [
  'interrupted',
  'did-not-run',
  'not-as-expected',
  'incomplete',
  'as-expected',
];

/** A check in one line of JSON: how many models stand how, and which are not as expected. */
export function checkLine(run: CiRun): string {
  const models = byModel(run.reports).map(standingOfModel);
  const count = (standing: Standing): number => models.filter((model) => model === standing).length;
  const unexpected = run.reports.filter((report) => standingOf(report) !== 'as-expected');
  const line = {
    schema: CHECK_LINE_SCHEMA,
    exitCode: run.exitCode,
    models: {
      total: models.length + run.notStarted.length,
      asExpected: count('as-expected'),
      notAsExpected: count('not-as-expected'),
      incomplete: count('incomplete'),
      withoutVerdict: count('did-not-run') + count('interrupted'),
      notStarted: run.notStarted.length,
    },
    unexpected: unexpected.map((report) => unexpectedJson(report, run)),
    problems: run.problems.map(({ file, message }) =>
      visible(file === undefined ? message : `${pathFromRoot(file, run)}: ${message}`),
    ),
  };
  return `${JSON.stringify(line)}\n`;
}

const standingOfModel = (reports: ModelReports): Standing => {
  const standings = reports.map(standingOf);
  return WORST_FIRST.find((standing) => standings.includes(standing)) ?? 'as-expected';
};

function unexpectedJson(report: ModelReport, run: CiRun): object {
  const { task, verdict, grade } = report;
  const reason = grade.asExpected || !task.expected ? [] : [visible(grade.reason)];
  return {
    config: visible(pathFromRoot(task.config, run)),
    module: visible(task.module),
    standing: standingOf(report),
    message: [describeReport(report), ...reason].join(': '),
    ...(verdict.kind === 'violated' && { violated: violatedNames(verdict.violation) }),
    ...('trace' in verdict && verdict.trace && { states: verdict.trace.steps.length + 1 }),
  };
}
