import { basename } from 'node:path';
import type { ModelReport } from '../check/index.ts';
import type { Result } from '../trace/index.ts';
import type { ModuleCoverage, SuiteCoverage } from './coverage.ts';
import { FolderCoverage } from './folder-coverage.ts';

/** What the suites of models do with their actions, or why that is not known: by the paths of configurations. */
export type Suites = ReadonlyMap<string, Result<ReadonlyMap<string, SuiteCoverage>, string>>;

/**
 * What TLC counted, by folder and module: the sums over the models of a folder. A model whose properties were judged one by one
 * counts once, by the run that saw most. Modules of the standard library are left out, and so are mutants, which are no part
 * of the specification.
 */
export function gatherCoverage(
  reports: readonly ModelReport[],
  suites: Suites = new Map(),
): readonly ModuleCoverage[] {
  const folders = new Map<string, FolderCoverage>();
  for (const report of fullest(reports)) {
    const { coverage, task } = report;
    if (!coverage || task.expected?.role === 'mutant') continue;
    const folder = folders.get(task.folder) ?? new FolderCoverage(task.folder, task.neverTaken ?? []);
    folders.set(task.folder, folder);
    const files = new Map(report.moduleFiles.map((file) => [basename(file, '.tla'), file]));
    folder.add(report, coverage, files, suites.get(task.config));
  }
  return [...folders.values()].flatMap((folder) => folder.build());
}

/** Of each model the report whose run took most steps. */
function fullest(reports: readonly ModelReport[]): readonly ModelReport[] {
  const steps = ({ coverage }: ModelReport): number =>
    (coverage?.actions ?? []).reduce((sum, { generated }) => sum + generated, 0);
  const best = new Map<string, ModelReport>();
  for (const report of reports) {
    const key = `${report.task.module}\n${report.task.config}`;
    const other = best.get(key);
    if (!other || steps(report) > steps(other)) best.set(key, report);
  }
  return [...best.values()];
}
