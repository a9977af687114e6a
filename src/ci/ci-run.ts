import type { ModelReport } from '../check/index.ts';
import type { ModelTask } from '../manifest/index.ts';

/** Why something could not be checked at all. */
export interface CiProblem {
  readonly message: string;
  /** Absolute; missing where it is about the command or the tools. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
}

/** All that a check came to, as the reports for CI services take it. */
export interface CiRun {
  readonly reports: readonly ModelReport[];
  /** Models that were not begun, because the check was interrupted. */
  readonly notStarted: readonly ModelTask[];
  readonly problems: readonly CiProblem[];
  readonly exitCode: number;
  /** The version of Tracewright. */
  readonly version: string;
  /** The working folder, absolute: paths are told from here. */
  readonly root: string;
  /** Where links to modules lead, absolute: a service shows the file and not the link. */
  readonly links: ReadonlyMap<string, string>;
}

/** The reports of one model: it has several where each of its properties is judged on its own. */
export type ModelReports = readonly [ModelReport, ...ModelReport[]];

/** The reports by model, in their order. */
export function byModel(reports: readonly ModelReport[]): readonly ModelReports[] {
  const models = new Map<string, [ModelReport, ...ModelReport[]]>();
  for (const report of reports) {
    const { folder, module, config } = report.task;
    const key = JSON.stringify([folder, module, config]);
    const known = models.get(key);
    if (known) known.push(report);
    else models.set(key, [report]);
  }
  return [...models.values()];
}
