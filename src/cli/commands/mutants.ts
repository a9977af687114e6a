import { availableParallelism, freemem, totalmem } from 'node:os';
import type { CheckSettings } from '../../check/index.ts';
import type { ModelTask, Tier } from '../../manifest/index.ts';
import { runLimited } from '../../tlc/index.ts';
import { visible } from '../../trace/index.ts';
import { checkSettings } from '../check-settings.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { judgeMutant } from '../mutants/judge-mutant.ts';
import { judgeTogether, sharedChanges } from '../mutants/judge-together.ts';
import { readMutatedModel, type MutatedModel } from '../mutants/mutated-model.ts';
import { mutantsJson, mutantsMarkdown, mutantsText } from '../mutants/mutant-forms.ts';
import type { MutantReport, MutationReport } from '../mutants/mutant-report.ts';
import { prepareModels } from '../prepare-models.ts';
import { ProgressLine } from '../progress-line.ts';
import { modelsAtOnce } from '../run-models.ts';
import type { ToolOptions } from '../tools.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `mutants`. */
export interface MutantsOptions extends ToolOptions {
  readonly config?: string;
  readonly tier?: Tier | 'all';
  readonly markdown?: boolean;
  readonly json?: boolean;
  /** Judges each change once, on one model after the other, until something notices it. */
  readonly together?: boolean;
  /** Judges a part: each nth change. */
  readonly every: number;
  /** Only models whose state graph a suite walks. */
  readonly walked?: boolean;
  readonly memory?: number;
  /** Seconds for each mutant. */
  readonly timeLimit: number;
}

/**
 * `tracewright mutants`: changes the actions and the initial predicate of each model in small ways, and tells which
 * property notices each of the mutants, and which test of the whole state graph separates it from the original.
 */
export async function mutants(
  paths: readonly string[],
  options: MutantsOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  if (options.json && options.markdown)
    return complain(
      context,
      '--json and --markdown both say what is printed: give one of the two',
      EXIT.didNotRun,
    );
  const prepared = await prepareModels(paths, options, context, terminal.log);
  if (!prepared.ok) return EXIT.didNotRun;
  const { tasks, tools, errors } = prepared.value;
  // What TLC refutes anyway has no mutants that it could notice.
  const holding = tasks.filter(
    ({ expected }) =>
      /^holds/.test(expected?.expect.result ?? 'holds') && (!options.walked || expected?.walk !== undefined),
  );
  if (holding.length === 0 || !tools)
    return complain(
      context,
      `there is no model here that is expected to hold${options.walked ? ' and has a "walk"' : ''}`,
      EXIT.didNotRun,
    );
  const { timeLimit, together, every, ...others } = options;
  const settings = { ...checkSettings(tools, others, signal), explain: 'none' as const };
  const show = (report: MutationReport): void => {
    reports.push(report);
    if (options.markdown) terminal.out.write(`${mutantsMarkdown(report)}\n`);
    else if (!options.json) terminal.out.write(mutantsText(report, terminal.colorsOf(terminal.out)));
  };
  const reports: MutationReport[] = [];
  const judging: Judging = { settings, timeLimitMilliseconds: timeLimit * 1000, every, context };
  const problems = await judgeModels(holding, together === true, judging, show);
  if (signal.aborted) return EXIT.interrupted;
  const all = [...errors.map(({ message }) => message), ...problems];
  if (options.json) terminal.out.write(`${JSON.stringify(mutantsJson(reports, all), null, 2)}\n`);
  return all.length === 0 ? EXIT.asExpected : EXIT.didNotRun;
}

/** Answers with what is wrong with models of which there are no mutants. */
async function judgeModels(
  tasks: readonly ModelTask[],
  together: boolean,
  judging: Judging,
  show: (report: MutationReport) => void,
): Promise<readonly string[]> {
  const { settings, timeLimitMilliseconds, context } = judging;
  const problems: string[] = [];
  const models: MutatedModel[] = [];
  for (const task of tasks) {
    const model = await readMutatedModel(task, settings, timeLimitMilliseconds, together);
    const report = model.ok && !together ? await mutateModel(model.value, judging) : undefined;
    if (settings.signal?.aborted) return problems;
    if (!model.ok) {
      problems.push(model.error);
      complain(context, visible(model.error), EXIT.didNotRun);
    } else if (report) show(report);
    else models.push(model.value);
  }
  if (models.length === 0) return problems;
  const report = await mutateTogether(models, judging);
  if (!settings.signal?.aborted) show(report);
  return problems;
}

/** How mutants are judged. */
interface Judging {
  readonly settings: CheckSettings;
  readonly timeLimitMilliseconds: number;
  readonly every: number;
  readonly context: CommandContext;
}

async function mutateModel(model: MutatedModel, judging: Judging): Promise<MutationReport> {
  const { task, name, properties, changes, original } = model;
  const { settings, timeLimitMilliseconds } = judging;
  const mutants = await judgeAll(name, changes, judging, (change) =>
    judgeMutant({
      ...change,
      task,
      settings,
      timeLimitMilliseconds,
      eachProperty: true,
      ...(original.ok && { original: original.value }),
    }),
  );
  return {
    name,
    properties,
    mutants,
    found: changes.length,
    ...(!original.ok && { note: `state graphs are not compared: ${original.error}` }),
  };
}

async function mutateTogether(models: readonly MutatedModel[], judging: Judging): Promise<MutationReport> {
  const name = models.length === 1 ? models[0]!.name : `${models.length} models together`;
  const changes = sharedChanges(models);
  const mutants = await judgeAll(name, changes, judging, (change) =>
    judgeTogether(change, judging.settings, judging.timeLimitMilliseconds),
  );
  return { name, properties: [], mutants, found: changes.length, isTogether: true };
}

/** Judges as many at once as the machine carries; those that an interruption leaves out are not among the reports. */
async function judgeAll<C>(
  name: string,
  changes: readonly C[],
  { settings, every, context }: Judging,
  judge: (change: C) => Promise<MutantReport | undefined>,
): Promise<readonly MutantReport[]> {
  const progress = new ProgressLine(context.terminal.log);
  let done = 0;
  const chosen = changes.filter((_, i) => i % every === 0);
  const tasks = chosen.map((change) => async (): Promise<MutantReport | undefined> => {
    if (settings.signal?.aborted) return undefined;
    progress.update(name, `mutant ${done + 1} of ${chosen.length}`);
    const report = await judge(change);
    done++;
    return report;
  });
  const host = { cpus: availableParallelism(), freeMemoryBytes: freemem(), totalMemoryBytes: totalmem() };
  const outcomes = await runLimited(tasks, modelsAtOnce(settings, host));
  progress.remove(name);
  progress.clear();
  return outcomes.flatMap((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value ?? [];
  });
}
