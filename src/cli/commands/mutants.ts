import { availableParallelism, freemem, totalmem } from 'node:os';
import {
  checkModel,
  describeReport,
  findMutations,
  standingOf,
  type CheckSettings,
} from '../../check/index.ts';
import type { ModelTask, Tier } from '../../manifest/index.ts';
import { runLimited } from '../../tlc/index.ts';
import { fail, ok, visible, type Result } from '../../trace/index.ts';
import { checkSettings } from '../check-settings.ts';
import { EXIT, worst, type ExitCode } from '../exit-code.ts';
import { judgeMutant } from '../mutants/judge-mutant.ts';
import { mutantsJson, mutantsMarkdown, mutantsText } from '../mutants/mutant-forms.ts';
import type { MutantReport, MutationReport } from '../mutants/mutant-report.ts';
import { readOriginal } from '../mutants/original-graph.ts';
import { prepareModels } from '../prepare-models.ts';
import { ProgressLine } from '../progress-line.ts';
import { modelsAtOnce } from '../run-models.ts';
import { shownPath } from '../shown-path.ts';
import type { ToolOptions } from '../tools.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `mutants`. */
export interface MutantsOptions extends ToolOptions {
  readonly config?: string;
  readonly tier?: Tier | 'all';
  readonly markdown?: boolean;
  readonly json?: boolean;
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
  const problems = errors.map(({ message }) => message);
  const codes: ExitCode[] = errors.map(() => EXIT.didNotRun);
  // What TLC refutes anyway has no mutants that it could notice.
  const holding = tasks.filter(({ expected }) => /^holds/.test(expected?.expect.result ?? 'holds'));
  if (holding.length === 0 || !tools)
    return complain(context, 'there is no model here that is expected to hold', EXIT.didNotRun);
  const { timeLimit, ...others } = options;
  const settings = { ...checkSettings(tools, others, signal), explain: 'none' as const };
  const reports: MutationReport[] = [];
  for (const task of holding) {
    const report = await mutateModel(task, settings, timeLimit * 1000, context);
    if (signal.aborted) return EXIT.interrupted;
    if (!report.ok) {
      problems.push(report.error);
      codes.push(complain(context, visible(report.error), EXIT.didNotRun));
      continue;
    }
    reports.push(report.value);
    if (options.markdown) terminal.out.write(`${mutantsMarkdown(report.value)}\n`);
    else if (!options.json) terminal.out.write(mutantsText(report.value, terminal.colorsOf(terminal.out)));
  }
  if (options.json) terminal.out.write(`${JSON.stringify(mutantsJson(reports, problems), null, 2)}\n`);
  return worst(codes);
}

async function mutateModel(
  task: ModelTask,
  settings: CheckSettings,
  timeLimitMilliseconds: number,
  { terminal }: CommandContext,
): Promise<Result<MutationReport, string>> {
  const name = shownPath(task.config);
  const checked = await checkModel(task, settings);
  const standing = standingOf(checked);
  if (standing !== 'as-expected' && standing !== 'incomplete')
    return fail(`${name}: a mutant shows nothing where the original is wrong: ${describeReport(checked)}`);
  const found = await findMutations(task, settings);
  if (!found.ok) return fail(`${name}: ${found.error}`);
  const { mutations, modules } = found.value;
  const original = await readOriginal(task, settings);
  const progress = new ProgressLine(terminal.log);
  let done = 0;
  const judging = mutations.flatMap((mutation) => {
    const source = modules.get(mutation.location.module);
    if (!source) return [];
    return [
      async (): Promise<MutantReport | undefined> => {
        if (settings.signal?.aborted) return undefined;
        progress.update(name, `mutant ${done + 1} of ${mutations.length}`);
        const mutant = { task, mutation, source, settings, timeLimitMilliseconds };
        const report = await judgeMutant({ ...mutant, ...(original.ok && { original: original.value }) });
        done++;
        return report;
      },
    ];
  });
  const host = { cpus: availableParallelism(), freeMemoryBytes: freemem(), totalMemoryBytes: totalmem() };
  const outcomes = await runLimited(judging, modelsAtOnce(settings, host));
  progress.remove(name);
  progress.clear();
  const mutants = outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
  return ok({
    name,
    properties: [...checked.properties, ...(checked.deadlockChecked ? ['deadlock'] : [])],
    mutants: mutants.filter((mutant) => mutant !== undefined),
    ...(!original.ok && { note: `state graphs are not compared: ${original.error}` }),
  });
}
