import type { CheckSettings } from '../../check/index.ts';
import type { ModelTask } from '../../manifest/index.ts';
import { fail, ok, type Comparison, type Result } from '../../trace/index.ts';
import { buildWalks, type BuiltWalks, type WalksProblem } from './build-walks.ts';

/**
 * Finds the walks of those models that are to be walked, one model after the other: each graph may take the memory that there is.
 * A problem that no check tells ends it; of others the first one is the answer.
 */
export async function walkModels(
  tasks: readonly ModelTask[],
  output: string,
  comparison: Comparison,
  settings: CheckSettings,
): Promise<Result<readonly BuiltWalks[], WalksProblem>> {
  const walks: BuiltWalks[] = [];
  let problem: WalksProblem | undefined;
  for (const task of tasks) {
    const { walk: goal, walkOptions = {}, line = 1 } = task.expected ?? {};
    if (goal === undefined || settings.signal?.aborted) continue;
    const built = await buildWalks(task, { goal, ...walkOptions, comparison }, output, settings);
    if (built.ok) walks.push(built.value);
    else if (!built.error.isToldByCheck) return fail({ ...built.error, line });
    else problem ??= { ...built.error, line };
  }
  return problem ? fail(problem) : ok(walks);
}
