import { checkDesigns, type DesignOptions } from '../check-designs.ts';
import { repeatOptions } from '../check-settings.ts';
import { writingProblem } from '../check-usage.ts';
import { EXIT, exitCodeOfAll, type ExitCode } from '../exit-code.ts';
import { isStopped, matrixSummary } from '../report/matrix-summary.ts';
import { modelText } from '../report/model-text.ts';
import { repeatCommand } from '../report/repeat-command.ts';
import { shellWord } from '../shell-word.ts';
import { writeReport } from '../write-report.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `report`, as commander hands them over. */
export interface ReportOptions extends DesignOptions {
  readonly output: string;
}

/**
 * `tracewright report`: checks the models below the given paths, and writes a folder that can be published as it is: all
 * verdicts, the designs and their properties, and a page for each counterexample.
 */
export async function report(
  paths: readonly string[],
  options: ReportOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const unwritable = writingProblem('--output', options.output);
  if (unwritable !== undefined) return complain(context, unwritable, EXIT.didNotRun);
  const { tasks, checked, reports, leftOut, problems } = await checkDesigns(
    paths,
    options,
    { explain: 'every', why: true, coverage: true },
    context,
  );
  const exitCode = exitCodeOfAll(reports, problems, context.signal);
  if (reports.length === 0) return exitCode;
  const { out, colorsOf } = context.terminal;
  const repeat = repeatOptions(options);
  const style = { colors: colorsOf(out), traces: false, repeatOptions: repeat };
  for (const model of reports)
    if (!model.grade.asExpected && !isStopped(model)) out.write(modelText(model, style));
  const summary = matrixSummary(reports, leftOut);
  const written = await writeReport({ tasks, checked, errors: problems }, options.output, {
    commandOf: (model) => repeatCommand(model, repeat),
    writtenBy: ['npx tracewright report', ...paths.map(shellWord)].join(' ') + repeat,
    summary,
    option: '--output',
  });
  if (!written.ok) return complain(context, written.error, EXIT.didNotRun);
  for (const problem of written.value.problems) out.write(`${problem}\n`);
  out.write(`${summary}\nreport: ${written.value.index}\n`);
  return exitCode;
}
