import type { CheckSettings, ModelReport } from '../../check/index.ts';
import { ok, type Result } from '../../trace/index.ts';
import type { CheckProblem } from '../check-problem.ts';
import { usageProblem, type CheckUsage } from '../check-usage.ts';
import { EXIT, checkedNothing, exitCodeOf, worst, type ExitCode } from '../exit-code.ts';
import { prepareModels } from '../prepare-models.ts';
import { checkJson } from '../report/check-json.ts';
import { modelText } from '../report/model-text.ts';
import { runModels, type Checked } from '../run-models.ts';
import { shellWord } from '../shell-word.ts';
import { saveTraces } from '../save-traces.ts';
import type { Tools } from '../tools.ts';
import type { ReportContent } from '../write-report.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `check`, as commander hands them over. */
export interface CheckOptions extends CheckUsage {
  readonly property?: string;
  readonly cached?: boolean;
  readonly jar?: string;
  readonly lib?: readonly string[];
  readonly workers?: number | 'auto';
  readonly fp?: number;
  readonly seed?: bigint;
  readonly memory?: number;
  readonly timeLimit?: number;
  readonly json?: boolean;
  readonly traces?: boolean;
  readonly explain?: boolean;
}

/** What a check came to. */
interface Outcome {
  readonly checked: Checked;
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
      `${JSON.stringify(checkJson(reportsOf(outcome), outcome.problems, exitCode), null, 2)}\n`,
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
  const usage = usageProblem(paths, options);
  if (usage) {
    complain(context, usage.message, EXIT.didNotRun);
    return { checked: new Map(), tasks: 0, problems: [usage] };
  }
  const prepared = await prepareModels(paths, options, context, text);
  if (!prepared.ok) return { checked: new Map(), tasks: 0, problems: prepared.error };
  const { tasks, tools, errors } = prepared.value;
  const { traces = false, explain = false, report: folder } = options;
  const style = { colors, traces: traces || explain, why: explain, repeatOptions: repeatOptions(options) };
  const settings = (found: Tools): CheckSettings => ({
    ...checkSettings(found, options, context.signal, wantedTraces(options)),
    why: explain || folder !== undefined,
  });
  const checked: Checked = tools
    ? await runModels(tasks, settings(tools), terminal, {
        onReport: (report) => text.write(modelText(report, style)),
        ...(options.cached && { checkOne: (await import('../cached-check.ts')).cachedCheck(context) }),
      })
    : new Map();
  const files = await writeFiles({ tasks, checked, errors }, options);
  if (!files.ok) complain(context, files.error, EXIT.didNotRun);
  const outcome: Outcome = {
    checked,
    tasks: tasks.length,
    problems: [...errors, ...(files.ok ? [] : [{ code: 'not-writable', message: files.error } as const])],
  };
  text.write(`${summary(outcome, exitCodeOfAll(outcome, context))}\n`);
  for (const line of files.ok ? files.value : []) text.write(`${line}\n`);
  return outcome;
}

const reportsOf = ({ checked }: Outcome): readonly ModelReport[] => [...checked.values()].flat();

function exitCodeOfAll(outcome: Outcome, { signal }: CommandContext): ExitCode {
  if (signal.aborted) return EXIT.interrupted;
  return worst([...reportsOf(outcome).map(exitCodeOf), ...outcome.problems.map(() => EXIT.didNotRun)]);
}

/** A counterexample that is expected is shown only on demand. */
const wantedTraces = ({
  traces,
  explain,
  saveTraces,
  report,
  json,
}: CheckOptions): CheckSettings['explain'] =>
  traces || explain || saveTraces !== undefined || report !== undefined || json ? 'every' : 'unexpected';

/** Writes what the options ask for; answers with what there is to say of it. */
async function writeFiles(
  content: ReportContent,
  { saveTraces: traces, report }: CheckOptions,
): Promise<Result<readonly string[], string>> {
  const saved = traces === undefined ? ok(0) : await saveTraces([...content.checked.values()].flat(), traces);
  if (!saved.ok) return saved;
  if (report === undefined) return ok([]);
  // Pages and templates take longer to load than Java to start: only who wants them waits.
  const { writeReport } = await import('../write-report.ts');
  const written = await writeReport(content, report);
  return written.ok ? ok([...written.value.problems, `report: ${written.value.index}`]) : written;
}

/** The options of a command as settings for the check of a model. */
export function checkSettings(
  tools: Tools,
  options: CheckOptions,
  signal: AbortSignal,
  explain: CheckSettings['explain'] = 'every',
): CheckSettings {
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
    explain,
    signal,
  };
}

/** What became of a model, by the worst of its reports. */
function outcomeOf(reports: readonly ModelReport[]): 'unexpected' | 'partial' | 'idle' | 'expected' {
  const incomplete = reports.filter((report) => exitCodeOf(report) === EXIT.incomplete);
  if (reports.some((report) => !report.grade.asExpected && !incomplete.includes(report))) return 'unexpected';
  if (incomplete.length === 0) return 'expected';
  return incomplete.every(checkedNothing) ? 'idle' : 'partial';
}

function summary({ checked, tasks, problems }: Outcome, exitCode: ExitCode): string {
  const models = [...checked.values()].map(outcomeOf);
  const count = (outcome: (typeof models)[number]): number =>
    models.filter((model) => model === outcome).length;
  const [partial, idle, unexpected] = [count('partial'), count('idle'), count('unexpected')];
  const parts = [
    `${models.length} ${models.length === 1 ? 'model' : 'models'} checked`,
    `${count('expected')} as expected`,
    ...(partial > 0 ? [`${partial} searched in part only`] : []),
    ...(idle > 0 ? [`${idle} with nothing to check`] : []),
    ...(unexpected > 0 ? [`${unexpected} not`] : []),
    ...(tasks > models.length ? [`${tasks - models.length} not started`] : []),
    ...(problems.length > 0
      ? [`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} with files`]
      : []),
  ];
  const why = exitCode === EXIT.incomplete ? ' (exit code 3: too little was searched to say more)' : '';
  return `${parts.join(', ')}${why}`;
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
