import { dirname } from 'node:path';
import { makeReport, type ModelReport } from '../../check/index.ts';
import { expectedStates, type ModelTask } from '../../manifest/index.ts';
import {
  buildMatrix,
  matrixHtml,
  matrixJson,
  matrixMarkdown,
  matrixText,
  type ModelName,
} from '../../matrix/index.ts';
import { cachedCheck } from '../cached-check.ts';
import type { CheckProblem } from '../check-problem.ts';
import { writingProblem } from '../check-usage.ts';
import { EXIT, exitCodeOf, worst, type ExitCode } from '../exit-code.ts';
import { prepareModels } from '../prepare-models.ts';
import { problemsJson } from '../report/check-json.ts';
import { isStopped, matrixSummary } from '../report/matrix-summary.ts';
import { modelText } from '../report/model-text.ts';
import { repeatCommand } from '../report/repeat-command.ts';
import { runModels, type Checked } from '../run-models.ts';
import { shellWord } from '../shell-word.ts';
import { shownPath } from '../shown-path.ts';
import { writeChunks } from '../write-chunks.ts';
import { checkSettings, repeatOptions, type CheckOptions } from './check.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `matrix`, as commander hands them over. */
export interface MatrixOptions extends CheckOptions {
  readonly markdown?: boolean;
  readonly html?: string;
  /** False with `--no-cache`. */
  readonly cache: boolean;
}

/** What became of the models that were found. */
interface Outcome {
  /** In the order of the manifests; a model that was not started has one too, which says so. */
  readonly reports: readonly ModelReport[];
  /** How many models are of another tier. */
  readonly leftOut: number;
  readonly problems: readonly CheckProblem[];
}

/** `tracewright matrix`: the models below the given paths as a table of designs and properties, each cell from real runs. */
export async function matrix(
  paths: readonly string[],
  options: MatrixOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const outcome = await checkAll(paths, options, context);
  const exitCode = context.signal.aborted
    ? EXIT.interrupted
    : worst([...outcome.reports.map(exitCodeOf), ...outcome.problems.map(() => EXIT.didNotRun)]);
  const command = ['npx tracewright matrix', ...paths.map(shellWord)].join(' ') + repeatOptions(options);
  return show(outcome, exitCode, command, options, context);
}

async function checkAll(
  paths: readonly string[],
  options: MatrixOptions,
  context: CommandContext,
): Promise<Outcome> {
  const usage = usageProblem(options);
  if (usage) {
    complain(context, usage.message, EXIT.didNotRun);
    return { reports: [], leftOut: 0, problems: [usage] };
  }
  const prepared = await prepareModels(paths, options, context, context.terminal.log);
  if (!prepared.ok) return { reports: [], leftOut: 0, problems: prepared.error };
  const { tasks, tools, leftOut, errors } = prepared.value;
  if (!tools) return { reports: [], leftOut, problems: errors };
  const checked = await runModels(
    largestFirst(tasks),
    checkSettings(tools, options, context.signal, options.json || options.html ? 'every' : 'unexpected'),
    context.terminal,
    { eachProperty: true, ...(options.cache && { checkOne: cachedCheck(context) }) },
  );
  return { reports: await allReports(tasks, checked), leftOut, problems: errors };
}

/** What is wrong with the command; better to know before an hour's work. */
function usageProblem({ json, markdown, html }: MatrixOptions): CheckProblem | undefined {
  if (json && markdown)
    return {
      code: 'usage',
      message: '--json and --markdown both print on standard output: choose one of them',
    };
  const message = html === undefined ? undefined : writingProblem('--html', dirname(html));
  return message === undefined ? undefined : { code: 'not-writable', message };
}

/** Else a big model that comes last is waited for while the other cores have nothing to do. */
function largestFirst(tasks: readonly ModelTask[]): readonly ModelTask[] {
  const size = ({ expected }: ModelTask): number => (expected && expectedStates(expected.expect)) ?? 0;
  return [...tasks].sort((a, b) => size(b) - size(a));
}

/** Models that were not started have a report too, which says so. */
async function allReports(tasks: readonly ModelTask[], checked: Checked): Promise<readonly ModelReport[]> {
  if (tasks.every((task) => checked.has(task))) return tasks.flatMap((task) => checked.get(task)!);
  const { parseConfig } = await import('../../parser/index.ts');
  const verdict = { kind: 'cancelled', reason: 'interrupted', statistics: {} } as const;
  return tasks.flatMap((task) => {
    const config = parseConfig(task.configText);
    return checked.get(task) ?? [makeReport(task, verdict, config.ok ? config.value : undefined)];
  });
}

async function show(
  { reports, leftOut, problems }: Outcome,
  exitCode: ExitCode,
  command: string,
  options: MatrixOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { out, log, colorsOf } = context.terminal;
  const repeat = repeatOptions(options);
  const commandOf = (model: ModelName): string => repeatCommand(model, repeat);
  const table = buildMatrix(reports);
  const text = options.json || options.markdown ? log : out;
  if (options.json) {
    const style = { exitCode, errors: problemsJson(problems), commandOf, shownPath };
    out.write(`${JSON.stringify(matrixJson(table, style), null, 2)}\n`);
  }
  if (reports.length === 0) return exitCode;
  if (options.markdown) out.write(matrixMarkdown(table, { commandOf, writtenBy: command }));
  else if (!options.json)
    out.write(matrixText(table, { colors: colorsOf(out), width: out.columns ?? 100, commandOf }));
  const style = { colors: colorsOf(text), traces: false, repeatOptions: repeat };
  for (const report of reports)
    if (!report.grade.asExpected && !isStopped(report)) text.write(modelText(report, style));
  const summary = matrixSummary(reports, leftOut);
  text.write(`${summary}\n`);
  if (options.html === undefined) return exitCode;
  const page = matrixHtml(table, { commandOf, writtenBy: command, summary });
  const written = await writeChunks(options.html, [page], '--html');
  return written.ok ? exitCode : complain(context, written.error, EXIT.didNotRun);
}
