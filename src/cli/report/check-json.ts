import { basename, isAbsolute, relative } from 'node:path';
import type { ModelReport } from '../../check/index.ts';
import { flawOf, type CountedPart, type CoveredModule } from '../../coverage/index.ts';
import { traceToJson, type SpecError } from '../../trace/index.ts';
import type { CheckProblem } from '../check-problem.ts';
import type { ExitCode } from '../exit-code.ts';

/** The name and version of the schema that `check --json` prints; docs/check-report.schema.json describes it. */
export const CHECK_SCHEMA = 'tracewright/check-report/1';

/** The result of a check as one JSON value. Paths are relative to the working folder. */
export function checkJson(
  reports: readonly ModelReport[],
  problems: readonly CheckProblem[],
  exitCode: ExitCode,
  modules: readonly CoveredModule[] = [],
): object {
  return {
    schema: CHECK_SCHEMA,
    exitCode,
    models: reports.map(modelJson),
    errors: problemsJson(problems),
    ...(modules.length > 0 && { coverage: modules.map(coverageJson) }),
  };
}

/** How often the actions of a module were taken, and what their parts came to. */
const coverageJson = ({ coverage, path }: CoveredModule): object => ({
  file: path,
  models: coverage.models,
  modelsCut: coverage.cut,
  modelsSplit: coverage.split,
  limits: coverage.limits,
  notes: coverage.notes,
  actions: coverage.actions.map(({ location, parts, ...action }) => ({
    ...action,
    line: location.beginLine,
    parts: parts.map(partJson),
  })),
});

const partJson = (part: CountedPart): object => ({
  kind: part.kind,
  module: part.location.module,
  line: part.location.beginLine,
  column: part.location.beginColumn,
  text: part.text,
  true: part.passed,
  false: part.refused,
  failed: part.failed,
  flaw: flawOf(part) ?? null,
});

/** What could not be checked at all, with paths relative to the working folder. */
export const problemsJson = (problems: readonly CheckProblem[]): readonly object[] =>
  problems.map(({ file, ...problem }) => ({
    ...problem,
    ...(file !== undefined && { file: fromHere(file) }),
  }));

const fromHere = (path: string): string => relative(process.cwd(), path) || '.';

function modelJson(report: ModelReport): object {
  const { task, verdict, grade, run } = report;
  const { trace, ...rest } = 'trace' in verdict ? verdict : { ...verdict, trace: undefined };
  return {
    folder: fromHere(task.folder),
    module: task.module,
    config: basename(task.config),
    verdict: {
      ...rest,
      ...('errors' in rest && { errors: rest.errors.map(errorJson) }),
      ...(trace && { trace: traceToJson(trace) }),
    },
    asExpected: grade.asExpected,
    ...(!grade.asExpected && { reason: grade.reason }),
    properties: report.properties,
    deadlockChecked: report.deadlockChecked,
    warnings: report.warnings,
    ...(report.tlcVersion !== undefined && { tlcVersion: report.tlcVersion }),
    ...(run && { log: run.logFile, argv: run.argv, seconds: run.wallMilliseconds / 1000 }),
    ...(report.cachedAt !== undefined && { cachedAt: report.cachedAt }),
  };
}

const errorJson = ({ file, ...error }: SpecError): SpecError => ({
  ...error,
  ...(file !== undefined && { file: isAbsolute(file) ? fromHere(file) : file }),
});
