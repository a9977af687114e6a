import { join } from 'node:path';
import { describeReport, describeVerdict, standingOf, type ModelReport } from '../check/index.ts';
import { fail, ok, type Result, type Trace } from '../trace/index.ts';
import { reportIndex, tracePage, type PageAssets, type ReportEntry } from '../view/index.ts';
import type { ManifestError, ModelTask } from '../manifest/index.ts';
import { readSpecFiles } from './spec-files.ts';
import type { Checked } from './run-models.ts';
import { shownPath } from './shown-path.ts';
import { pageAssets } from './page-assets.ts';
import { traceId } from './trace-id.ts';
import { writeChunks } from './write-chunks.ts';

/** What was to be checked, and what became of it. */
export interface ReportContent {
  readonly tasks: readonly ModelTask[];
  readonly checked: Checked;
  /** Files that cannot be used. */
  readonly errors: readonly ManifestError[];
}

/** The path of the overview, and what a reader of the pages has to do without. */
export interface WrittenReport {
  readonly index: string;
  readonly problems: readonly string[];
}

/** Writes `index.html` with all models, and a page for each counterexample. */
export async function writeReport(
  { tasks, checked, errors }: ReportContent,
  folder: string,
): Promise<Result<WrittenReport, string>> {
  const assets = await pageAssets();
  const reports = [...checked.values()].flat();
  const pages = pageNames(reports);
  const problems: string[] = [];
  for (const [report, page] of pages) {
    const written = await writePage(report, join(folder, page), assets);
    if (!written.ok) return written;
    if (written.value !== undefined) problems.push(written.value);
  }
  const notStarted = tasks.filter((task) => !checked.has(task));
  const entries: readonly ReportEntry[] = [
    ...errors.map(({ file, line, message }) => ({
      name: line === undefined ? shownPath(file) : `${shownPath(file)}:${line}`,
      mark: 'fail' as const,
      verdict: message,
    })),
    ...reports.map((report) => entryOf(report, pages.get(report))),
    ...notStarted.map(({ config }) => ({
      name: shownPath(config),
      mark: 'fail' as const,
      verdict: 'not started',
    })),
  ];
  const index = await writeChunks(
    join(folder, 'index.html'),
    [reportIndex('Model check', entries, assets.style)],
    '--report',
  );
  return index.ok ? ok({ index: index.value, problems }) : index;
}

const traceOf = ({ verdict }: ModelReport): Trace | undefined =>
  'trace' in verdict ? verdict.trace : undefined;

/** A file for each report with a trace, named by its configuration; a number tells those of the same name apart. */
function pageNames(reports: readonly ModelReport[]): ReadonlyMap<ModelReport, string> {
  const used = new Set(['index.html']);
  const names = new Map<ModelReport, string>();
  for (const report of reports) {
    if (!traceOf(report)) continue;
    const stem = traceId(report.task);
    let name = `${stem}.html`;
    for (let n = 2; used.has(name); n++) name = `${stem}-${n}.html`;
    used.add(name);
    names.set(report, name);
  }
  return names;
}

/** Answers with what the page lacks, where it lacks something. */
async function writePage(
  report: ModelReport,
  file: string,
  assets: PageAssets,
): Promise<Result<string | undefined, string>> {
  const trace = traceOf(report);
  if (!trace) return fail(`${report.task.config} has no trace`);
  const { folder } = report.task;
  const { sources, pictures, problem } = await readSpecFiles([trace], [folder]);
  const extras = {
    title: `${traceId(report.task)}: ${describeVerdict(report.verdict)}`,
    sources,
    ...(pictures && { pictures }),
  };
  const written = await writeChunks(
    file,
    tracePage([{ trace, label: traceId(report.task) }], extras, assets),
    '--report',
  );
  return written.ok ? ok(problem) : written;
}

function entryOf(report: ModelReport, page: string | undefined): ReportEntry {
  const { task, grade, run } = report;
  const isPart = standingOf(report) === 'incomplete';
  return {
    name: shownPath(task.config),
    mark: isPart ? 'part' : grade.asExpected ? 'ok' : 'fail',
    verdict:
      grade.asExpected || !task.expected
        ? describeReport(report)
        : `${describeReport(report)}: ${grade.reason}`,
    ...(task.expected?.why !== undefined && { why: task.expected.why }),
    ...(run && { seconds: run.wallMilliseconds / 1000 }),
    ...(page !== undefined && { page }),
  };
}
