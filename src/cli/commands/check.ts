import type { CheckSettings, ModelReport } from '../../check/index.ts';
import type { ManifestError } from '../../manifest/index.ts';
import { ok, type Result } from '../../trace/index.ts';
import type { CheckProblem } from '../check-problem.ts';
import { usageProblem, type CheckUsage } from '../check-usage.ts';
import { EXIT, checkedNothing, exitCodeOf, worst, type ExitCode } from '../exit-code.ts';
import { colonProblem } from '../libraries.ts';
import { findModels } from '../find-models.ts';
import { checkJson } from '../report/check-json.ts';
import { modelText } from '../report/model-text.ts';
import { runModels } from '../run-models.ts';
import { shellWord } from '../shell-word.ts';
import { shownPath } from '../shown-path.ts';
import { saveTraces } from '../save-traces.ts';
import { findTools, type Tools } from '../tools.ts';
import { writeReport, type Checked } from '../write-report.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `check`, as commander hands them over. */
export interface CheckOptions extends CheckUsage {
  readonly jar?: string;
  readonly lib?: readonly string[];
  readonly workers?: number | 'auto';
  readonly fp?: number;
  readonly seed?: bigint;
  readonly memory?: number;
  readonly timeLimit?: number;
  readonly json?: boolean;
  readonly traces?: boolean;
}

/** What a check came to. */
interface Outcome {
  readonly reports: readonly ModelReport[];
  /** How many models there were to check. */
  readonly tasks: number;
  readonly problems: readonly CheckProblem[];
}

/** `tracewright check`: checks the models below the given paths and compares the verdicts with what is expected. */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal } = context;
  const outcome = await checkPaths(paths, options, context);
  const exitCode = exitCodeOfAll(outcome, context);
  if (options.json)
    terminal.out.write(
      `${JSON.stringify(checkJson(outcome.reports, outcome.problems, exitCode), null, 2)}\n`,
    );
  return exitCode;
}

async function checkPaths(
  paths: readonly string[],
  options: CheckOptions,
  context: CommandContext,
): Promise<Outcome> {
  const { terminal } = context;
  const text = options.json ? terminal.log : terminal.out;
  const colors = terminal.colorsOf(text);
  const stopped = (problem: CheckProblem, others: readonly CheckProblem[] = []): Outcome => {
    complain(context, problem.message, EXIT.didNotRun);
    return { reports: [], tasks: 0, problems: [...others, problem] };
  };
  const usage = usageProblem(paths, options);
  if (usage) return stopped(usage);
  const found = await findModels(paths, options.config);
  for (const error of found.errors) text.write(`${colors.red('FAIL')} ${placed(error)}\n`);
  let reports: readonly ModelReport[] = [];
  if (found.tasks.length > 0) {
    const tools = await findTools(options, context.env, (note) => terminal.log.write(note));
    if (!tools.ok) return stopped({ code: 'tools', message: tools.error }, found.errors);
    const { jar, libraries } = tools.value;
    const colon = found.tasks
      .map(({ folder }) => colonProblem([jar, ...libraries], folder))
      .find((problem) => problem !== undefined);
    if (colon !== undefined) return stopped({ code: 'tools', message: colon }, found.errors);
    const style = { colors, traces: options.traces ?? false, repeatOptions: repeatOptions(options) };
    reports = await runModels(
      found.tasks,
      checkSettings(tools.value, options, context.signal),
      terminal,
      (report) => text.write(modelText(report, style)),
    );
  }
  const checked = { tasks: found.tasks, reports, errors: found.errors };
  const files = await writeFiles(checked, options);
  if (!files.ok) complain(context, files.error, EXIT.didNotRun);
  const outcome: Outcome = {
    reports,
    tasks: found.tasks.length,
    problems: [
      ...found.errors,
      ...(files.ok ? [] : [{ code: 'not-writable', message: files.error } as const]),
    ],
  };
  text.write(`${summary(outcome, exitCodeOfAll(outcome, context))}\n`);
  for (const line of files.ok ? files.value : []) text.write(`${line}\n`);
  return outcome;
}

function exitCodeOfAll({ reports, problems }: Outcome, { signal }: CommandContext): ExitCode {
  if (signal.aborted) return EXIT.interrupted;
  return worst([...reports.map(exitCodeOf), ...problems.map(() => EXIT.didNotRun)]);
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
  `${shownPath(file)}${line === undefined ? '' : `:${line}`}: ${message}`;

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

function summary({ reports, tasks, problems }: Outcome, exitCode: ExitCode): string {
  const incomplete = reports.filter((report) => exitCodeOf(report) === EXIT.incomplete);
  const idle = incomplete.filter(checkedNothing).length;
  const partial = incomplete.length - idle;
  const unexpected = reports.filter(
    (report) => !report.grade.asExpected && exitCodeOf(report) !== EXIT.incomplete,
  ).length;
  const parts = [
    `${reports.length} ${reports.length === 1 ? 'model' : 'models'} checked`,
    `${reports.length - unexpected - incomplete.length} as expected`,
    ...(partial > 0 ? [`${partial} searched in part only`] : []),
    ...(idle > 0 ? [`${idle} with nothing to check`] : []),
    ...(unexpected > 0 ? [`${unexpected} not`] : []),
    ...(tasks > reports.length ? [`${tasks - reports.length} not started`] : []),
    ...(problems.length > 0
      ? [`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} with files`]
      : []),
  ];
  const why = exitCode === EXIT.incomplete ? ' (exit code 3: too little was searched to say more)' : '';
  return `${parts.join(', ')}${why}`;
}

/** The options that decide what TLC does, as they were given. */
const repeatOptions = ({ jar, lib, workers, fp, seed, memory, simulate, depth }: CheckOptions): string =>
  [
    ...(lib ?? []).map((path) => ` --lib ${shellWord(path)}`),
    ...Object.entries({ jar, workers, fp, seed, memory, simulate, depth }).flatMap(([name, value]) =>
      value === undefined ? [] : [` --${name} ${shellWord(String(value))}`],
    ),
  ].join('');
