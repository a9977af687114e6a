import { relative } from 'node:path';
import type { CheckSettings, ModelReport } from '../../check/index.ts';
import { discoverModels, type ManifestError } from '../../manifest/index.ts';
import { ok, type Result } from '../../trace/index.ts';
import { EXIT, exitCodeOf, worst, type ExitCode } from '../exit-code.ts';
import { checkJson } from '../report/check-json.ts';
import { modelText } from '../report/model-text.ts';
import { runModels } from '../run-models.ts';
import { shellWord } from '../shell-word.ts';
import { saveTraces } from '../save-traces.ts';
import { findTools, type Tools } from '../tools.ts';
import { writeReport, type Checked } from '../write-report.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `check`, as commander hands them over. */
export interface CheckOptions {
  readonly config?: string;
  readonly jar?: string;
  readonly lib?: readonly string[];
  readonly workers?: number | 'auto';
  readonly fp?: number;
  readonly seed?: bigint;
  readonly memory?: number;
  readonly timeLimit?: number;
  readonly simulate?: number;
  readonly depth?: number;
  readonly logs?: string;
  readonly json?: boolean;
  readonly traces?: boolean;
  readonly saveTraces?: string;
  readonly report?: string;
}

/** `tracewright check`: checks the models below the given paths and compares the verdicts with what is expected. */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal } = context;
  const found = await discoverModels(paths.length > 0 ? paths : ['.'], options.config);
  const text = options.json ? terminal.log : terminal.out;
  const colors = terminal.colorsOf(text);
  for (const error of found.errors) text.write(`${colors.red('FAIL')} ${placed(error)}\n`);
  let reports: readonly ModelReport[] = [];
  if (found.tasks.length > 0) {
    const tools = await findTools(options, context.env, (note) => terminal.log.write(note));
    if (!tools.ok) return complain(context, tools.error, EXIT.didNotRun);
    const style = { colors, traces: options.traces ?? false, repeatOptions: repeatOptions(options) };
    reports = await runModels(
      found.tasks,
      checkSettings(tools.value, options, context.signal),
      terminal,
      (report) => text.write(modelText(report, style)),
    );
  }
  const files = await writeFiles({ tasks: found.tasks, reports, errors: found.errors }, options);
  if (!files.ok) return complain(context, files.error, EXIT.didNotRun);
  const codes = [...reports.map(exitCodeOf), ...found.errors.map(() => EXIT.didNotRun)];
  const exitCode = context.signal.aborted ? EXIT.interrupted : worst(codes);
  text.write(`${summary(reports, found.tasks.length, found.errors.length)}\n`);
  for (const line of files.value) text.write(`${line}\n`);
  if (options.json)
    terminal.out.write(`${JSON.stringify(checkJson(reports, found.errors, exitCode), null, 2)}\n`);
  return exitCode;
}

/** Writes what the options ask for; answers with what there is to say of it. */
async function writeFiles(
  checked: Checked,
  { saveTraces: traces, report }: CheckOptions,
): Promise<Result<readonly string[], string>> {
  const saved = traces === undefined ? ok(0) : await saveTraces(checked.reports, traces);
  if (!saved.ok) return saved;
  if (report === undefined) return ok([]);
  const written = await writeReport(checked, report);
  return written.ok ? ok([...written.value.problems, `report: ${written.value.index}`]) : written;
}

/** `folder/manifest.json:12: message`. */
export const placed = ({ file, line, message }: ManifestError): string =>
  `${relative(process.cwd(), file) || file}:${line}: ${message}`;

/** The options of a command as settings for the check of a model. */
export function checkSettings(tools: Tools, options: CheckOptions, signal: AbortSignal): CheckSettings {
  const { workers, fp, seed, memory, timeLimit, simulate, depth, logs } = options;
  const simulation =
    simulate === undefined ? undefined : { behaviors: simulate, ...(depth !== undefined && { depth }) };
  return {
    ...tools,
    workers,
    fp,
    seed,
    memoryMegabytes: memory,
    timeLimitMilliseconds: timeLimit === undefined ? undefined : timeLimit * 1000,
    logFolder: logs,
    simulate: simulation,
    signal,
  };
}

function summary(reports: readonly ModelReport[], tasks: number, errors: number): string {
  const partial = reports.filter((report) => exitCodeOf(report) === EXIT.incomplete).length;
  const unexpected = reports.filter(
    (report) => !report.grade.asExpected && exitCodeOf(report) !== EXIT.incomplete,
  ).length;
  const parts = [
    `${reports.length} ${reports.length === 1 ? 'model' : 'models'} checked`,
    `${reports.length - unexpected - partial} as expected`,
    ...(partial > 0 ? [`${partial} searched in part only`] : []),
    ...(unexpected > 0 ? [`${unexpected} not`] : []),
    ...(tasks > reports.length ? [`${tasks - reports.length} not started`] : []),
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'problem' : 'problems'} with files`] : []),
  ];
  return parts.join(', ');
}

/** The options that decide what TLC does, as they were given. */
const repeatOptions = ({ jar, lib, workers, fp, seed, memory, simulate, depth }: CheckOptions): string =>
  [
    ...(lib ?? []).map((path) => ` --lib ${shellWord(path)}`),
    ...Object.entries({ jar, workers, fp, seed, memory, simulate, depth }).flatMap(([name, value]) =>
      value === undefined ? [] : [` --${name} ${shellWord(String(value))}`],
    ),
  ].join('');
