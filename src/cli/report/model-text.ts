import { join } from 'node:path';
import { describeReport, printPlace, standingOf, type ModelReport } from '../../check/index.ts';
import {
  traceText,
  visible,
  type SpecError,
  type Trace,
  type Verdict,
  type Violation,
} from '../../trace/index.ts';
import { shownPath } from '../shown-path.ts';
import type { Colors } from '../terminal.ts';
import { repeatCommand } from './repeat-command.ts';
import { whyText } from './why-text.ts';

/** What the report of a model depends on. */
export interface ReportStyle {
  readonly colors: Colors;
  /** Show the counterexample also where it was expected. */
  readonly traces: boolean;
  /** Show why the property is false, where that is known. */
  readonly why?: boolean;
  /** Options of the command that change what TLC does, for the command that repeats it; each with a space before it. */
  readonly repeatOptions: string;
}

/** The report of one model for people: a line, and below it what needs to be known. */
export function modelText(report: ModelReport, style: ReportStyle): string {
  const { colors, traces } = style;
  const { verdict, grade, task } = report;
  const mark = markOf(report, colors);
  const seconds = report.run ? colors.dim(`  ${timeText(report.run.wallMilliseconds, report.cachedAt)}`) : '';
  const name = shownPath(task.config);
  const heading = `${mark} ${name}: ${describeReport(report)}${seconds}`;
  const trace = 'trace' in verdict && (traces || !grade.asExpected) ? verdict.trace : undefined;
  return [
    heading,
    ...indent([
      ...(grade.asExpected || !task.expected ? [] : [colors.red(grade.reason)]),
      ...(task.expected?.why !== undefined && verdict.kind === 'violated'
        ? [colors.dim(task.expected.why)]
        : []),
      ...details(verdict, report),
      ...(trace ? traceText(trace, colors) : []),
      ...whyOf(trace, style),
      ...(grade.asExpected ? [] : footer(report, trace, style)),
    ]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

const whyOf = (trace: Trace | undefined, { colors, why }: ReportStyle): readonly string[] =>
  why && trace?.why ? whyText(trace.why, colors) : [];

/** How long TLC took, or that it did not run. */
const timeText = (milliseconds: number, cachedAt: string | undefined): string =>
  cachedAt === undefined ? `${(milliseconds / 1000).toFixed(1)} s` : 'from the cache';

/** `part`: nothing was found, but too little was searched to say more. */
function markOf(report: ModelReport, colors: Colors): string {
  if (standingOf(report) === 'incomplete') return colors.yellow('part');
  return report.grade.asExpected ? colors.green('ok  ') : colors.red('FAIL');
}

const indent = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => line.split('\n')).map((line) => `       ${line}`);

function details(verdict: Verdict, report: ModelReport): readonly string[] {
  const warnings = report.warnings.map((warning) => visible(`warning: ${warning}`));
  if (verdict.kind === 'spec-error')
    return [...verdict.errors.map((error) => visible(errorText(error, report))), ...warnings];
  const place = verdict.kind === 'violated' ? violatedPart(verdict.violation) : undefined;
  return [...(place === undefined ? [] : [visible(place)]), ...warnings];
}

/** What exactly is violated, where the name does not say it: `its part at Inner.tla:6:17`. */
function violatedPart(violation: Violation): string | undefined {
  switch (violation.kind) {
    case 'temporal-property': {
      const { part, location } = violation;
      const called = part ?? (location && `at ${printPlace(location)}`);
      return called === undefined ? undefined : `its part ${called} is violated`;
    }
    case 'assertion':
      return violation.location && `the Assert at ${printPlace(violation.location)}`;
    case 'invariant':
    case 'action-property':
    case 'deadlock':
    case 'assumption':
    case 'postcondition':
      return undefined;
  }
}

/** `Spec.tla:4:9: message`, with as much of the place as is known. */
export function errorText(
  { message, file, location }: SpecError,
  { task }: Pick<ModelReport, 'task'>,
): string {
  const module = location && location.module !== '' ? join(task.folder, `${location.module}.tla`) : undefined;
  const path =
    file !== undefined && file.includes('/') ? file : (module ?? (file && join(task.folder, file)));
  const place = shownPath(path ?? task.config);
  return `${place}${location ? `:${location.beginLine}:${location.beginColumn}` : ''}: ${message}`;
}

function footer(
  { run, task }: ModelReport,
  trace: Trace | undefined,
  { repeatOptions }: ReportStyle,
): readonly string[] {
  return [
    ...(trace ? [`repeat with: ${repeatCommand(task, repeatOptions)}`] : []),
    ...(run?.logFile === undefined ? [] : [`all that TLC said: ${run.logFile}`]),
  ];
}
