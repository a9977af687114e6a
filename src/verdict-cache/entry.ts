import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { grade, type ModelReport, type RunFacts } from '../check/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import { ok, type Result } from '../trace/index.ts';
import { isFileIn } from './module-files.ts';
import { reportFromJson, reportToJson } from './report-json.ts';

/** A verdict as it is stored. */
interface Entry {
  /** When TLC gave it, as in ISO 8601. */
  readonly at: string;
  /** The modules that were read, with the number of the folder that each came from. */
  readonly moduleFiles: readonly (readonly [string, number])[];
  readonly report: unknown;
}

/** The stored form of a report; the folders are those in which SANY looked. */
export const toEntry = (report: ModelReport, folders: readonly string[], at: Date): Entry => ({
  at: at.toISOString(),
  moduleFiles: report.moduleFiles.flatMap((path) => {
    const folder = folders.findIndex((candidate) => isFileIn(candidate, path));
    return folder < 0 ? [] : [[basename(path, '.tla'), folder] as const];
  }),
  report: reportToJson(report),
});

/** A stored verdict as the report of a task that has the same inputs, graded by what is expected now. */
export function fromEntry(
  json: unknown,
  task: ModelTask,
  folders: readonly string[],
): Result<ModelReport, string> {
  const entry = json as Entry;
  const report = reportFromJson(entry.report);
  if (!report.ok) return report;
  const { run, ...found } = report.value;
  return ok({
    ...found,
    ...(run && { run: withExistingLog(run) }),
    task,
    grade: grade(report.value.verdict, task.expected?.expect),
    moduleFiles: entry.moduleFiles.map(([name, folder]) => join(folders[folder] ?? '', `${name}.tla`)),
    cachedAt: entry.at,
  });
}

/** Only the newest logs are kept. */
function withExistingLog({ logFile, ...run }: RunFacts): RunFacts {
  return { ...run, ...(logFile !== undefined && existsSync(logFile) && { logFile }) };
}
