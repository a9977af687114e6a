import { dirname } from 'node:path';
import {
  buildMatrix,
  matrixHtml,
  matrixJson,
  matrixMarkdown,
  matrixText,
  type ModelName,
} from '../../matrix/index.ts';
import { checkDesigns, notChecked, type DesignOptions, type DesignsChecked } from '../check-designs.ts';
import type { CheckProblem } from '../check-problem.ts';
import { writingProblem } from '../check-usage.ts';
import { EXIT, exitCodeOfAll, type ExitCode } from '../exit-code.ts';
import { pageStyle } from '../page-assets.ts';
import { problemsJson } from '../report/check-json.ts';
import { isStopped, matrixSummary } from '../report/matrix-summary.ts';
import { modelText } from '../report/model-text.ts';
import { repeatCommand } from '../report/repeat-command.ts';
import { shellWord } from '../shell-word.ts';
import { shownPath } from '../shown-path.ts';
import { writeChunks } from '../write-chunks.ts';
import { repeatOptions } from '../check-settings.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `matrix`, as commander hands them over. */
export interface MatrixOptions extends DesignOptions {
  readonly markdown?: boolean;
  readonly html?: string;
}

/** `tracewright matrix`: the models below the given paths as a table of designs and properties, each cell from real runs. */
export async function matrix(
  paths: readonly string[],
  options: MatrixOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const usage = usageProblem(options);
  if (usage) complain(context, usage.message, EXIT.didNotRun);
  const explain = options.json || options.html ? 'every' : 'unexpected';
  const outcome = usage ? notChecked([usage]) : await checkDesigns(paths, options, { explain }, context);
  const command = ['npx tracewright matrix', ...paths.map(shellWord)].join(' ') + repeatOptions(options);
  return show(
    outcome,
    exitCodeOfAll(outcome.reports, outcome.problems, context.signal),
    command,
    options,
    context,
  );
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

async function show(
  { reports, leftOut, problems }: DesignsChecked,
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
  const stylesheet = await pageStyle('matrix');
  const page = matrixHtml(table, { commandOf, writtenBy: command, summary, stylesheet });
  const written = await writeChunks(options.html, [page], '--html');
  return written.ok ? exitCode : complain(context, written.error, EXIT.didNotRun);
}
