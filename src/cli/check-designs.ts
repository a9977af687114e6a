import { makeReport, type CheckSettings, type ModelReport } from '../check/index.ts';
import { expectedStates, type ModelTask } from '../manifest/index.ts';
import { cachedCheck } from './cached-check.ts';
import type { CheckProblem } from './check-problem.ts';
import { checkSettings, type CheckOptions } from './check-settings.ts';
import type { CommandContext } from './commands/context.ts';
import { prepareModels } from './prepare-models.ts';
import { runModels, type Checked, type RunOptions } from './run-models.ts';

/** The options of the commands that compare designs. */
export interface DesignOptions extends CheckOptions {
  /** False with `--no-cache`. */
  readonly cache: boolean;
}

/** What became of the models that were found. */
export interface DesignsChecked {
  readonly tasks: readonly ModelTask[];
  readonly checked: Checked;
  /** In the order of the manifests; a model that was not started has one too, which says so. */
  readonly reports: readonly ModelReport[];
  /** How many models are of another tier. */
  readonly leftOut: number;
  readonly problems: readonly CheckProblem[];
}

/** Checks the models below the given paths, each property on its own, with verdicts from the cache where they count. */
export async function checkDesigns(
  paths: readonly string[],
  options: DesignOptions,
  wanted: Pick<CheckSettings, 'explain' | 'why'> & Pick<RunOptions, 'coverage'>,
  context: CommandContext,
): Promise<DesignsChecked> {
  const prepared = await prepareModels(paths, options, context, context.terminal.log);
  if (!prepared.ok) return notChecked(prepared.error);
  const { tasks, tools, leftOut, errors } = prepared.value;
  if (!tools) return { ...notChecked(errors), leftOut };
  const checked = await runModels(
    largestFirst(tasks),
    { ...checkSettings(tools, options, context.signal), explain: wanted.explain, why: wanted.why },
    context.terminal,
    {
      eachProperty: true,
      coverage: wanted.coverage ?? false,
      ...(options.cache && { checkOne: cachedCheck(context) }),
    },
  );
  return { tasks, checked, reports: await allReports(tasks, checked), leftOut, problems: errors };
}

/** Nothing was checked, because of some problems. */
export const notChecked = (problems: readonly CheckProblem[]): DesignsChecked => ({
  tasks: [],
  checked: new Map(),
  reports: [],
  leftOut: 0,
  problems,
});

/** Else a big model that comes last is waited for while the other cores have nothing to do. */
function largestFirst(tasks: readonly ModelTask[]): readonly ModelTask[] {
  const size = ({ expected }: ModelTask): number => (expected && expectedStates(expected.expect)) ?? 0;
  return [...tasks].sort((a, b) => size(b) - size(a));
}

/** Models that were not started have a report too, which says so. */
async function allReports(tasks: readonly ModelTask[], checked: Checked): Promise<readonly ModelReport[]> {
  if (tasks.every((task) => checked.has(task))) return tasks.flatMap((task) => checked.get(task)!);
  const { parseConfig } = await import('../parser/index.ts');
  const verdict = { kind: 'cancelled', reason: 'interrupted', statistics: {} } as const;
  return tasks.flatMap((task) => {
    const config = parseConfig(task.configText);
    return checked.get(task) ?? [makeReport(task, verdict, config.ok ? config.value : undefined)];
  });
}
