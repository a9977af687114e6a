import { accessSync, constants } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { makeReport, type ModelReport } from '../../check/index.ts';
import { discoverModels, type Discovery, type ModelTask } from '../../manifest/index.ts';
import {
  buildMatrix,
  matrixHtml,
  matrixJson,
  matrixMarkdown,
  matrixText,
  type ModelName,
} from '../../matrix/index.ts';
import { writeAtomically } from '../../tlc/index.ts';
import { ok } from '../../trace/index.ts';
import { askForProperty } from '../ask-for-property.ts';
import { cachedCheck } from '../cached-check.ts';
import { EXIT, exitCodeOf, worst, type ExitCode } from '../exit-code.ts';
import { errorsJson } from '../report/check-json.ts';
import { modelText } from '../report/model-text.ts';
import { repeatCommand } from '../report/repeat-command.ts';
import { runModels, type Checked } from '../run-models.ts';
import { shellWord } from '../shell-word.ts';
import { findTools } from '../tools.ts';
import { checkSettings, placed, repeatOptions, type CheckOptions } from './check.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `matrix`, as commander hands them over. */
export interface MatrixOptions extends Omit<CheckOptions, 'config' | 'cached' | 'traces' | 'saveTraces'> {
  readonly markdown?: boolean;
  readonly html?: string;
  /** False with `--no-cache`. */
  readonly cache: boolean;
}

/** What became of the models that were found. */
interface Outcome {
  readonly found: Discovery;
  /** In the order of the manifests; a model that was not started has one too, which says so. */
  readonly reports: readonly ModelReport[];
  readonly exitCode: ExitCode;
  /** The command, as it can be given again. */
  readonly command: string;
}

/** `tracewright matrix`: the models below the given paths as a table of designs and properties, each cell from real runs. */
export async function matrix(
  paths: readonly string[],
  options: MatrixOptions,
  context: CommandContext,
): Promise<ExitCode> {
  if (options.json && options.markdown)
    return complain(
      context,
      '--json and --markdown both print on standard output: choose one',
      EXIT.didNotRun,
    );
  const found = await discoverModels(paths.length > 0 ? paths : ['.']);
  const { log, colorsOf } = context.terminal;
  for (const error of found.errors) log.write(`${colorsOf(log).red('FAIL')} ${placed(error)}\n`);
  const tasks =
    options.property === undefined ? ok(found.tasks) : await askForProperty(found.tasks, options.property);
  if (!tasks.ok) return complain(context, tasks.error, EXIT.didNotRun);
  const tools = await findTools(options, context.env, (note) => log.write(note));
  if (!tools.ok) return complain(context, tools.error, EXIT.didNotRun);
  const settings = checkSettings(tools.value, options, context.signal);
  const checked = await runModels(largestFirst(tasks.value), settings, context.terminal, {
    eachProperty: true,
    ...(options.cache && { checkOne: cachedCheck(context) }),
  });
  const reports = await allReports(tasks.value, checked);
  const codes = [...reports.map(exitCodeOf), ...found.errors.map(() => EXIT.didNotRun)];
  const exitCode = context.signal.aborted ? EXIT.interrupted : worst(codes);
  const command = ['npx tracewright matrix', ...paths.map(shellWord)].join(' ') + repeatOptions(options);
  return show({ found, reports, exitCode, command }, options, context);
}

/** Better to know before an hour's work. */
function usageProblem({ json, markdown, html }: MatrixOptions): string | undefined {
  if (json && markdown) return '--json and --markdown both print on standard output: choose one';
  return html === undefined
    ? undefined
    : writeProblem(html, (file) => accessSync(dirname(file), constants.W_OK));
}

/** Else a big model that comes last is waited for while the other cores have nothing to do. */
function largestFirst(tasks: readonly ModelTask[]): readonly ModelTask[] {
  const size = ({ expected }: ModelTask): number => {
    const holding = expected?.expect.result === 'each' ? expected.expect.others : expected?.expect;
    return holding?.result === 'holds' ? (holding.states?.distinct ?? 0) : 0;
  };
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

function show(
  { found, reports, exitCode, command }: Outcome,
  options: MatrixOptions,
  context: CommandContext,
): ExitCode {
  const { out, log, colorsOf } = context.terminal;
  const repeat = repeatOptions(options);
  const commandOf = (model: ModelName): string => `npx ${repeatCommand(model, repeat)}`;
  const matrix = buildMatrix(reports);
  const summary = summaryOf(reports, context.signal.aborted);
  if (options.json) {
    const style = { exitCode, errors: errorsJson(found.errors), commandOf, shownPath };
    out.write(`${JSON.stringify(matrixJson(matrix, style), null, 2)}\n`);
  } else if (options.markdown) out.write(matrixMarkdown(matrix, { commandOf, writtenBy: command }));
  else out.write(matrixText(matrix, { colors: colorsOf(out), width: out.columns ?? 100, commandOf }));
  const text = options.json || options.markdown ? log : out;
  const style = { colors: colorsOf(text), traces: false, repeatOptions: repeat };
  for (const report of reports)
    if (!report.grade.asExpected && !isStopped(report)) text.write(modelText(report, style));
  text.write(`${summary}\n`);
  if (options.html === undefined) return exitCode;
  const page = matrixHtml(matrix, { commandOf, writtenBy: command, summary });
  const problem = writeProblem(options.html, (file) => writeAtomically(file, page));
  return problem === undefined ? exitCode : complain(context, problem, EXIT.didNotRun);
}

const shownPath = (path: string): string => relative(process.cwd(), path) || '.';

const isStopped = ({ verdict }: ModelReport): boolean =>
  verdict.kind === 'cancelled' && verdict.reason === 'interrupted';

function summaryOf(reports: readonly ModelReport[], interrupted: boolean): string {
  const models = new Map<string, readonly ModelReport[]>();
  for (const report of reports) {
    const key = JSON.stringify([report.task.folder, report.task.module, report.task.config]);
    models.set(key, [...(models.get(key) ?? []), report]);
  }
  const count = (is: (report: ModelReport) => boolean): number =>
    [...models.values()].filter((parts) => parts.every(is)).length;
  const [stopped, cached] = [count(isStopped), count(({ cachedAt }) => cachedAt !== undefined)];
  const asExpected = count(({ grade }) => grade.asExpected);
  const missed = models.size - asExpected - stopped;
  return [
    `${models.size} ${models.size === 1 ? 'model' : 'models'}: ${asExpected} as expected`,
    ...(missed > 0 ? [`${missed} not`] : []),
    ...(interrupted ? [`${stopped} not run, because it was interrupted`] : []),
    ...(cached > 0 ? [`${cached} from the cache`] : []),
  ]
    .join(', ')
    .concat('.');
}

/** What keeps a file from being written, for the user. */
function writeProblem(file: string, write: (file: string) => void): string | undefined {
  try {
    write(resolve(file));
    return undefined;
  } catch (error) {
    return `cannot write ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`;
  }
}
