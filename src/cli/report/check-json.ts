import { basename, relative } from 'node:path';
import type { ModelReport } from '../../check/index.ts';
import type { ManifestError } from '../../manifest/index.ts';
import { traceToJson } from '../../trace/index.ts';
import type { ExitCode } from '../exit-code.ts';

/** The name and version of the schema that `check --json` prints; docs/check-report.schema.json describes it. */
export const CHECK_SCHEMA = 'tracewright/check-report/1';

/** The result of a check as one JSON value. Paths are relative to the working folder. */
export function checkJson(
  reports: readonly ModelReport[],
  errors: readonly ManifestError[],
  exitCode: ExitCode,
): object {
  return {
    schema: CHECK_SCHEMA,
    exitCode,
    models: reports.map(modelJson),
    errors: errorsJson(errors),
  };
}

/** What could not be checked at all, with paths relative to the working folder. */
export const errorsJson = (errors: readonly ManifestError[]): readonly object[] =>
  errors.map(({ code, message, file, line }) => ({
    code,
    message,
    file: relative(process.cwd(), file) || file,
    line,
  }));

function modelJson(report: ModelReport): object {
  const { task, verdict, grade, run } = report;
  const { trace, ...rest } = 'trace' in verdict ? verdict : { ...verdict, trace: undefined };
  return {
    folder: relative(process.cwd(), task.folder) || '.',
    module: task.module,
    config: basename(task.config),
    verdict: { ...rest, ...(trace && { trace: traceToJson(trace) }) },
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
