import {
  checkModel,
  describeReport,
  findMutations,
  standingOf,
  type CheckSettings,
  type GuardCoverage,
  type ModuleSource,
  type Mutation,
} from '../../check/index.ts';
import type { ModelTask } from '../../manifest/index.ts';
import { fail, ok, type Result } from '../../trace/index.ts';
import { shownPath } from '../shown-path.ts';
import { readOriginal, type OriginalGraph } from './original-graph.ts';

/** A model with the changes that can be made to it. */
export interface MutatedModel {
  readonly task: ModelTask;
  /** The configuration, as it is shown. */
  readonly name: string;
  /** What the configuration asks for. */
  readonly properties: readonly string[];
  readonly changes: readonly Change[];
  /** What TLC counted of each conjunct; missing where nobody asked, or it is not known. */
  readonly guards?: GuardCoverage;
  /** The graph that mutants are held against, or why there is none. */
  readonly original: Result<OriginalGraph, string>;
}

/** A mutation and the module that it changes. */
export interface Change {
  readonly mutation: Mutation;
  readonly source: ModuleSource;
}

/** Milliseconds for an original to show that it is wrong, where a mutant has less. */
const ORIGINAL_TIME = 60_000;

/**
 * Reads what can be changed in a model; an error where the model is wrong itself, as far as TLC comes in the time that a mutant has
 * (but at least in a minute), or cannot be read.
 * @param counts Whether TLC is to count what each conjunct comes to, which takes another search.
 */
export async function readMutatedModel(
  task: ModelTask,
  settings: CheckSettings,
  timeLimitMilliseconds: number,
  counts = false,
): Promise<Result<MutatedModel, string>> {
  const name = shownPath(task.config);
  const isCounted = counts && task.expected?.walk !== 'simulation';
  const checked = await checkModel(task, {
    ...settings,
    timeLimitMilliseconds: Math.max(ORIGINAL_TIME, timeLimitMilliseconds),
    ...(isCounted && { coverage: true }),
  });
  const guards = checked.coverage?.guards;
  const standing = standingOf(checked);
  const isLate = checked.verdict.kind === 'cancelled' && checked.verdict.reason === 'time-limit';
  if (standing !== 'as-expected' && standing !== 'incomplete' && !isLate)
    return fail(`${name}: a mutant shows nothing where the original is wrong: ${describeReport(checked)}`);
  const found = await findMutations(task, settings);
  if (!found.ok) return fail(`${name}: ${found.error}`);
  const { mutations, modules } = found.value;
  return ok({
    task,
    name,
    properties: [...checked.properties, ...(checked.deadlockChecked ? ['deadlock'] : [])],
    changes: mutations.flatMap((mutation) => {
      const source = modules.get(mutation.location.module);
      return source ? [{ mutation, source }] : [];
    }),
    ...(guards?.ok && { guards: guards.value }),
    original: await readOriginal(task, settings),
  });
}
