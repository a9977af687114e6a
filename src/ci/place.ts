import { basename, isAbsolute, join } from 'node:path';
import { placeInConfigOf, violatedNames, type ModelReport } from '../check/index.ts';
import type { SourceLocation, SpecError, Step, Violation } from '../trace/index.ts';
import { linkedFile, pathFromRoot } from './paths.ts';
import type { CiRun } from './ci-run.ts';

/** A place in a file; without a region it is about the file as a whole. */
export interface FilePlace {
  /** Absolute. */
  readonly file: string;
  /** Lines and columns, 1-based and inclusive. */
  readonly region?: Omit<SourceLocation, 'module'>;
}

type Links = Pick<CiRun, 'root' | 'links'>;

/** The place that a reader should look at first for what is violated, as far as it is known. */
export function violationPlace(violation: Violation, report: ModelReport, links: Links): FilePlace {
  const { violatedAt, verdict } = report;
  const trace = verdict.kind === 'violated' ? verdict.trace : undefined;
  const own =
    'location' in violation && violation.kind !== 'temporal-property' ? violation.location : undefined;
  const location = own ?? violatedAt ?? (violation.kind === 'deadlock' ? lastPlace(trace?.steps) : undefined);
  if (location) return inModule(location, report, links);
  return configPlace(violatedNames(violation)[0], report);
}

const lastPlace = (steps: readonly Step[] = []): SourceLocation | undefined => steps.at(-1)?.location;

/** The place of a property's name in the configuration, where only that is known. */
export function configPlace(name: string | undefined, { task }: ModelReport): FilePlace {
  const region = name === undefined ? undefined : placeInConfigOf(name, task);
  return { file: task.config, ...(region && { region }) };
}

/** The place of a mistake in a specification or in its configuration. */
export function errorPlace({ file, location }: SpecError, report: ModelReport, links: Links): FilePlace {
  const { folder, config } = report.task;
  if (file === undefined && location && location.module !== '') return inModule(location, report, links);
  const path = file === undefined ? config : isAbsolute(file) ? file : join(folder, file);
  return { file: linkedFile(path, links), ...(location && { region: location }) };
}

/** The file of a model's module. */
export const rootModule = ({ task }: ModelReport, links: Links): FilePlace => ({
  file: linkedFile(join(task.folder, `${task.module}.tla`), links),
});

/** A place that TLC or SANY named, in the file of its module. */
export function inModule(
  location: SourceLocation,
  { task, moduleFiles }: Pick<ModelReport, 'task' | 'moduleFiles'>,
  links: Links,
): FilePlace {
  const name = `${location.module}.tla`;
  const file = moduleFiles.find((path) => basename(path) === name) ?? join(task.folder, name);
  return { file: linkedFile(file, links), region: location };
}

/** `Spec.tla:4:9`, from the working folder, with as much of the place as is known. */
export function printFilePlace({ file, region }: FilePlace, run: Pick<CiRun, 'root'>): string {
  const path = pathFromRoot(file, run);
  return region ? `${path}:${region.beginLine}:${region.beginColumn}` : path;
}
