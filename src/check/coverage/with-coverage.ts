import type { ModelTask } from '../../manifest/index.ts';
import type { Grade } from '../grade.ts';
import type { ModelReport } from '../model-report.ts';
import type { CheckSettings } from '../settings.ts';
import { coverModel } from './coverage-reader.ts';
import { neverTaken, type ModelCoverage } from './model-coverage.ts';

/**
 * The reports of a model, the first of them with its coverage where the manifest asks for that. An action that is never taken
 * and not allowed to be, or a name that is no action, is an expectation that is missed. A model that is not as expected, or
 * of which only some properties are asked for, is not counted.
 */
export async function withCoverage(
  task: ModelTask,
  reports: readonly ModelReport[],
  settings: CheckSettings,
): Promise<readonly ModelReport[]> {
  const wanted = task.expected?.coverage;
  const [first, ...others] = reports;
  if (!wanted || !first || task.only || reports.some(({ grade }) => !grade.asExpected)) return reports;
  if (settings.signal?.aborted) return reports;
  const coverage = await coverModel(task, settings);
  const reason = coverage.ok
    ? flawOf(coverage.value, wanted.neverTaken)
    : `its coverage is not known: ${coverage.error}`;
  const grade: Grade = reason === undefined ? first.grade : { asExpected: false, open: !coverage.ok, reason };
  return [{ ...first, coverage, grade }, ...others];
}

function flawOf(coverage: ModelCoverage, allowed: readonly string[]): string | undefined {
  const names = (actions: readonly string[]): string => [...new Set(actions)].join(', ');
  const unknown = allowed.filter((name) => !coverage.actions.some((action) => action.name === name));
  if (unknown.length > 0) return `"neverTaken" names what is no action of the model: ${names(unknown)}`;
  const missed = neverTaken(coverage).filter(({ name }) => !allowed.includes(name));
  if (missed.length === 0) return undefined;
  return `never taken: ${names(missed.map(({ name }) => name))}; "coverage" with "neverTaken" in the manifest allows that by name`;
}
