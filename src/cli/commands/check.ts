import { relative } from 'node:path';
import type { CheckSettings } from '../../check/index.ts';
import { askForProperty } from '../ask-for-property.ts';
import { discoverModels, type ManifestError } from '../../manifest/index.ts';
import { ok } from '../../trace/index.ts';
import { EXIT, exitCodeOf, worst, type ExitCode } from '../exit-code.ts';
import { checkJson } from '../report/check-json.ts';
import { modelText } from '../report/model-text.ts';
import { runModels, type Checked } from '../run-models.ts';
import { shellWord } from '../shell-word.ts';
import { saveTraces } from '../save-traces.ts';
import { findTools, type Tools } from '../tools.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `check`, as commander hands them over. */
export interface CheckOptions {
  readonly config?: string;
  readonly property?: string;
  readonly cached?: boolean;
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
  let checked: Checked = new Map();
  const tasks =
    options.property === undefined ? ok(found.tasks) : await askForProperty(found.tasks, options.property);
  if (!tasks.ok) return complain(context, tasks.error, EXIT.didNotRun);
  if (tasks.value.length > 0) {
    const tools = await findTools(options, context.env, (note) => terminal.log.write(note));
    if (!tools.ok) return complain(context, tools.error, EXIT.didNotRun);
    const style = { colors, traces: options.traces ?? false, repeatOptions: repeatOptions(options) };
    checked = await runModels(tasks.value, checkSettings(tools.value, options, context.signal), terminal, {
      onReport: (report) => text.write(modelText(report, style)),
      ...(options.cached && { checkOne: (await import('../cached-check.ts')).cachedCheck(context) }),
    });
  }
  const reports = [...checked.values()].flat();
  const saved = options.saveTraces === undefined ? ok(0) : await saveTraces(reports, options.saveTraces);
  if (!saved.ok) return complain(context, saved.error, EXIT.didNotRun);
  const codes = [...reports.map(exitCodeOf), ...found.errors.map(() => EXIT.didNotRun)];
  const exitCode = context.signal.aborted ? EXIT.interrupted : worst(codes);
  text.write(`${summary(checked, tasks.value.length, found.errors.length)}\n`);
  if (options.json)
    terminal.out.write(`${JSON.stringify(checkJson(reports, found.errors, exitCode), null, 2)}\n`);
  return exitCode;
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

function summary(checked: Checked, tasks: number, errors: number): string {
  const models = [...checked.values()].map((reports) => {
    if (reports.some((report) => !report.grade.asExpected && exitCodeOf(report) !== EXIT.incomplete))
      return 'unexpected';
    return reports.some((report) => exitCodeOf(report) === EXIT.incomplete) ? 'partial' : 'expected';
  });
  const count = (kind: (typeof models)[number]): number => models.filter((model) => model === kind).length;
  const [partial, unexpected] = [count('partial'), count('unexpected')];
  const parts = [
    `${models.length} ${models.length === 1 ? 'model' : 'models'} checked`,
    `${count('expected')} as expected`,
    ...(partial > 0 ? [`${partial} searched in part only`] : []),
    ...(unexpected > 0 ? [`${unexpected} not`] : []),
    ...(tasks > models.length ? [`${tasks - models.length} not started`] : []),
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'problem' : 'problems'} with files`] : []),
  ];
  return parts.join(', ');
}

/** The options that decide what TLC does, as they were given. */
export const repeatOptions = ({
  jar,
  lib,
  workers,
  fp,
  seed,
  memory,
  simulate,
  depth,
}: CheckOptions): string =>
  [
    ...(lib ?? []).map((path) => ` --lib ${shellWord(path)}`),
    ...Object.entries({ jar, workers, fp, seed, memory, simulate, depth }).flatMap(([name, value]) =>
      value === undefined ? [] : [` --${name} ${shellWord(String(value))}`],
    ),
  ].join('');
