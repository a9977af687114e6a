import { join } from 'node:path';
import { describeReport, describeVerdict, standingOf, type ModelReport } from '../check/index.ts';
import { coveragePage, type CoveredModel } from '../coverage/index.ts';
import { buildMatrix, matrixHtml, type HtmlStyle, type ModelName } from '../matrix/index.ts';
import { fail, ok, type Result, type Trace } from '../trace/index.ts';
import { reportIndex, tracePage, type PageAssets, type PageLink, type ReportEntry } from '../view/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import type { CheckProblem } from './check-problem.ts';
import { coveredModels } from './covered-models.ts';
import { readSpecFiles } from './spec-files.ts';
import type { Checked } from './run-models.ts';
import { shownPath } from './shown-path.ts';
import { pageAssets, pageStyle } from './page-assets.ts';
import { traceId } from './trace-id.ts';
import { writeChunks } from './write-chunks.ts';

/** What was to be checked, and what became of it. */
export interface ReportContent {
  readonly tasks: readonly ModelTask[];
  readonly checked: Checked;
  /** Files that cannot be used. */
  readonly errors: readonly CheckProblem[];
}

/** What the pages say besides, and the option that named their folder. */
export interface ReportStyle extends Pick<HtmlStyle, 'commandOf' | 'writtenBy' | 'summary'> {
  readonly option: '--report' | '--output';
}

/** The path of the overview, and what a reader of the pages has to do without. */
export interface WrittenReport {
  readonly index: string;
  readonly problems: readonly string[];
}

const OVERVIEW: PageLink = { title: 'Models', file: 'index.html' };
const MATRIX: PageLink = { title: 'Designs and their properties', file: 'matrix.html' };

/** Writes `index.html` with all models, `matrix.html` where a manifest names designs, and a page for each counterexample and coverage. */
export async function writeReport(
  { tasks, checked, errors }: ReportContent,
  folder: string,
  style: ReportStyle,
): Promise<Result<WrittenReport, string>> {
  const assets = await pageAssets();
  const reports = tasks.flatMap((task) => checked.get(task) ?? []);
  const pages = pageNames(reports);
  const covered = await coveredModels(reports);
  const coverPages = coveragePages(covered, pages);
  const hasDesigns = reports.some(({ task }) => task.design !== undefined);
  const links = hasDesigns ? [OVERVIEW, MATRIX] : [OVERVIEW];
  const problems: string[] = [];
  for (const [report, page] of pages) {
    const written = await writePage(report, join(folder, page), { assets, links, option: style.option });
    if (!written.ok) return written;
    if (written.value !== undefined) problems.push(written.value);
  }
  for (const [report, page] of coverPages) {
    const model = covered.get(report);
    const html = model && coveragePage(model, await pageStyle('coverage'), links);
    const written = html && (await writeChunks(join(folder, page), [html], style.option));
    if (written && !written.ok) return written;
  }
  const notStarted = tasks.filter((task) => !checked.has(task));
  const entries: readonly ReportEntry[] = [
    ...errors.map(({ file, line, message }) => ({
      name: file === undefined ? 'the command' : shownPath(file) + (line === undefined ? '' : `:${line}`),
      mark: 'fail' as const,
      verdict: message,
    })),
    ...reports.map((report) => entryOf(report, pages.get(report), coverPages.get(report))),
    ...notStarted.map(({ config }) => ({
      name: shownPath(config),
      mark: 'fail' as const,
      verdict: 'not started',
    })),
  ];
  if (hasDesigns) {
    const matrix = matrixHtml(buildMatrix(reports), {
      ...style,
      links,
      stylesheet: await pageStyle('matrix'),
      pageOf: pageFinder(pages),
    });
    const written = await writeChunks(join(folder, MATRIX.file), [matrix], style.option);
    if (!written.ok) return written;
  }
  const index = await writeChunks(
    join(folder, OVERVIEW.file),
    [reportIndex('Model check', entries, await pageStyle('overview'), links.slice(1))],
    style.option,
  );
  return index.ok ? ok({ index: index.value, problems }) : index;
}

/** The page of a model's counterexample. */
function pageFinder(pages: ReadonlyMap<ModelReport, string>): (model: ModelName) => string | undefined {
  const keyOf = ({ module, config, only = [] }: ModelName): string => [module, config, ...only].join('\n');
  const byModel = new Map([...pages].map(([{ task }, page]) => [keyOf(task), page]));
  return (model) => byModel.get(keyOf(model));
}

const traceOf = ({ verdict }: ModelReport): Trace | undefined =>
  'trace' in verdict ? verdict.trace : undefined;

/** A file for each report with a trace, named by its configuration; a number tells those of the same name apart. */
function pageNames(reports: readonly ModelReport[]): ReadonlyMap<ModelReport, string> {
  const used = new Set([OVERVIEW.file, MATRIX.file]);
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

/** A file for the coverage of each model that has one. */
function coveragePages(
  covered: ReadonlyMap<ModelReport, CoveredModel>,
  pages: ReadonlyMap<ModelReport, string>,
): ReadonlyMap<ModelReport, string> {
  const used = new Set([OVERVIEW.file, MATRIX.file, ...pages.values()]);
  const names = new Map<ModelReport, string>();
  for (const report of covered.keys()) {
    const stem = `${traceId(report.task)}.coverage`;
    let name = `${stem}.html`;
    for (let n = 2; used.has(name); n++) name = `${stem}-${n}.html`;
    used.add(name);
    names.set(report, name);
  }
  return names;
}

interface PageParts {
  readonly assets: PageAssets;
  readonly links: readonly PageLink[];
  readonly option: ReportStyle['option'];
}

/** Answers with what the page lacks, where it lacks something. */
async function writePage(
  report: ModelReport,
  file: string,
  { assets, links, option }: PageParts,
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
    tracePage([{ trace, label: traceId(report.task) }], extras, assets, links),
    option,
  );
  return written.ok ? ok(problem) : written;
}

function entryOf(report: ModelReport, page: string | undefined, coverage: string | undefined): ReportEntry {
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
    ...(coverage !== undefined && { coverage }),
  };
}
