import { checkedNothing, standingOf, type CheckSettings, type ModelReport } from '../../check/index.ts';
import type { CoveredModule } from '../../coverage/index.ts';
import type { ModelTask } from '../../manifest/index.ts';
import { ok, type Result } from '../../trace/index.ts';
import {
  checkSettings,
  repeatOptions,
  type CheckOptions,
  NEARBY_STATES,
  wantsCoverage,
} from '../check-settings.ts';
import type { CheckProblem } from '../check-problem.ts';
import { ciFilesProblem, wantsCiFiles } from '../ci-options.ts';
import { usageProblem } from '../check-usage.ts';
import { EXIT, exitCodeOfAll, type ExitCode } from '../exit-code.ts';
import { prepareModels } from '../prepare-models.ts';
import { checkJson } from '../report/check-json.ts';
import type { CoverageProblem } from '../report/coverage-text.ts';
import { leftOutText } from '../report/left-out.ts';
import { matrixSummary } from '../report/matrix-summary.ts';
import { modelText } from '../report/model-text.ts';
import { repeatCommand } from '../report/repeat-command.ts';
import { runModels, type Checked } from '../run-models.ts';
import { saveTraces } from '../save-traces.ts';
import { shellWord } from '../shell-word.ts';
import type { TextStream } from '../terminal.ts';
import type { Tools } from '../tools.ts';
import { version } from '../version.ts';
import type { ReportContent, ReportStyle } from '../write-report.ts';
import { complain, type CommandContext } from './context.ts';

/** What a check came to. */
interface Outcome {
  readonly checked: Checked;
  /** The models that there were to check. */
  readonly tasks: readonly ModelTask[];
  /** How many models are of another tier. */
  readonly leftOut: number;
  /** What TLC counted in the modules; empty unless it was asked for. */
  readonly modules: readonly CoveredModule[];
  readonly coverageProblems: readonly CoverageProblem[];
  readonly problems: readonly CheckProblem[];
}

/** `tracewright check`: checks the models below the given paths and compares the verdicts with what is expected. */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, env } = context;
  const text = options.json ? terminal.log : terminal.out;
  const usage = usageProblem(paths, options) ?? ciProblem(options, env);
  if (usage) complain(context, usage.message, EXIT.didNotRun);
  const finish = usage ? undefined : await ciReports(options, context, text);
  const found = usage ? nothingChecked([usage]) : await checkPaths(paths, options, context, text);
  const outcome = finish ? await finish(found) : found;
  const exitCode = exitCodeOfOutcome(outcome, context);
  if (options.json)
    terminal.out.write(
      `${JSON.stringify(checkJson(reportsOf(outcome), outcome.problems, exitCode, outcome.modules), null, 2)}\n`,
    );
  return exitCode;
}

function ciProblem(options: CheckOptions, env: NodeJS.ProcessEnv): CheckProblem | undefined {
  const message = ciFilesProblem(options, env);
  return message === undefined ? undefined : { code: 'not-writable', message };
}

/** Makes ready for the reports for CI services, where any is wanted; the answer writes them. */
async function ciReports(
  options: CheckOptions,
  context: CommandContext,
  text: TextStream,
): Promise<((outcome: Outcome) => Promise<Outcome>) | undefined> {
  if (!wantsCiFiles(options)) return undefined;
  const { moduleLinks, startGithubLog, writeCiFiles } = await import('../ci-files.ts');
  const annotate = options.github ? startGithubLog(text) : undefined;
  return async (outcome) => {
    const { checked, tasks, problems, coverageProblems } = outcome;
    const reports = reportsOf(outcome);
    const run = {
      reports,
      notStarted: tasks.filter((task) => !checked.has(task)),
      problems: [...problems, ...coverageProblems],
      exitCode: exitCodeOfOutcome(outcome, context),
      version: version(),
      root: process.cwd(),
      links: await moduleLinks(reports),
    };
    const failed = await writeCiFiles(run, options, context.env, outcome.modules);
    annotate?.(run);
    for (const message of failed) complain(context, message, EXIT.didNotRun);
    const more = failed.map((message) => ({ code: 'not-writable', message }) as const);
    return { ...outcome, problems: [...problems, ...more] };
  };
}

const nothingChecked = (problems: readonly CheckProblem[]): Outcome => ({
  checked: new Map(),
  tasks: [],
  leftOut: 0,
  modules: [],
  coverageProblems: [],
  problems,
});

async function checkPaths(
  paths: readonly string[],
  options: CheckOptions,
  context: CommandContext,
  text: TextStream,
): Promise<Outcome> {
  const { terminal } = context;
  const colors = terminal.colorsOf(text);
  const prepared = await prepareModels(paths, options, context, text);
  if (!prepared.ok) return nothingChecked(prepared.error);
  const { tasks, tools, leftOut, errors } = prepared.value;
  const { traces = false, explain = false, report: folder } = options;
  const style = { colors, traces: traces || explain, why: explain, repeatOptions: repeatOptions(options) };
  const settings = (found: Tools): CheckSettings => ({
    ...checkSettings(found, options, context.signal, wantedTraces(options)),
    why: explain || folder !== undefined,
    nearby: folder === undefined ? 0 : NEARBY_STATES,
  });
  const checked: Checked = tools
    ? await runModels(tasks, settings(tools), terminal, {
        onReport: (report) => text.write(modelText(report, style)),
        ...(options.cached && { checkOne: (await import('../cached-check.ts')).cachedCheck(context) }),
      })
    : new Map();
  const modules = await coverageOf([...checked.values()].flat(), options);
  const told = modules.length === 0 ? undefined : await import('../report/coverage-text.ts');
  if (told) {
    const { coverageTable } = await import('../report/coverage-table.ts');
    text.write(coverageTable(modules, colors) + told.coverageText(modules, colors));
  }
  const content = { tasks, checked, errors, modules };
  const repeat = repeatOptions(options);
  const files = await writeFiles(content, options, {
    commandOf: (model) => repeatCommand(model, repeat),
    writtenBy: ['npx tracewright check', ...paths.map(shellWord)].join(' ') + repeat,
    summary: matrixSummary([...checked.values()].flat(), leftOut),
    option: '--report',
  });
  if (!files.ok) complain(context, files.error, EXIT.didNotRun);
  const outcome: Outcome = {
    checked,
    tasks,
    leftOut,
    modules,
    coverageProblems: told ? told.coverageProblems(modules) : [],
    problems: [...errors, ...(files.ok ? [] : [{ code: 'not-writable', message: files.error } as const])],
  };
  text.write(`${summary(outcome, exitCodeOfOutcome(outcome, context))}\n`);
  for (const line of files.ok ? files.value : []) text.write(`${line}\n`);
  return outcome;
}

const reportsOf = ({ checked }: Outcome): readonly ModelReport[] => [...checked.values()].flat();

const exitCodeOfOutcome = (outcome: Outcome, { signal }: CommandContext): ExitCode =>
  exitCodeOfAll(reportsOf(outcome), outcome.problems, signal, outcome.coverageProblems.length === 0);

/** What TLC counted, where that is wanted. */
async function coverageOf(
  reports: readonly ModelReport[],
  options: CheckOptions,
): Promise<readonly CoveredModule[]> {
  if (!wantsCoverage(options)) return [];
  return (await import('../read-coverage.ts')).readCoverage(reports);
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
  style: ReportStyle,
): Promise<Result<readonly string[], string>> {
  const saved = traces === undefined ? ok(0) : await saveTraces([...content.checked.values()].flat(), traces);
  if (!saved.ok) return saved;
  if (report === undefined) return ok([]);
  // Pages and templates take longer to load than Java to start: only who wants them waits.
  const { writeReport } = await import('../write-report.ts');
  const written = await writeReport(content, report, style);
  return written.ok ? ok([...written.value.problems, `report: ${written.value.index}`]) : written;
}

/** What became of a model, by the worst of its reports. */
function outcomeOf(reports: readonly ModelReport[]): 'unexpected' | 'partial' | 'idle' | 'expected' {
  const incomplete = reports.filter((report) => standingOf(report) === 'incomplete');
  if (reports.some((report) => !report.grade.asExpected && !incomplete.includes(report))) return 'unexpected';
  if (incomplete.length === 0) return 'expected';
  return incomplete.every(checkedNothing) ? 'idle' : 'partial';
}

function summary({ checked, tasks, leftOut, problems }: Outcome, exitCode: ExitCode): string {
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
    ...(tasks.length > models.length ? [`${tasks.length - models.length} not started`] : []),
    ...(leftOut > 0 ? [leftOutText(leftOut)] : []),
    ...(problems.length > 0
      ? [`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} with files`]
      : []),
  ];
  const why = exitCode === EXIT.incomplete ? ' (exit code 3: too little was searched to say more)' : '';
  return `${parts.join(', ')}${why}`;
}
