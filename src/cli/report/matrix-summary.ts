import type { ModelReport } from '../../check/index.ts';
import { leftOutText } from './left-out.ts';

/** How the models of a matrix came out, in a sentence: how many as expected, how many from the cache. */
export function matrixSummary(reports: readonly ModelReport[], leftOut: number): string {
  const models = new Map<string, readonly ModelReport[]>();
  for (const report of reports) {
    const key = JSON.stringify([report.task.module, report.task.config]);
    models.set(key, [...(models.get(key) ?? []), report]);
  }
  const count = (is: (report: ModelReport) => boolean): number =>
    [...models.values()].filter((parts) => parts.every(is)).length;
  const asExpected = count(({ grade }) => grade.asExpected);
  const stopped = [...models.values()].filter((parts) => parts.some(isStopped)).length;
  const missed = models.size - asExpected - stopped;
  const cached = count(({ cachedAt }) => cachedAt !== undefined);
  return [
    `${models.size} ${models.size === 1 ? 'model' : 'models'}: ${asExpected} as expected`,
    ...(missed > 0 ? [`${missed} not`] : []),
    ...(stopped > 0 ? [`${stopped} without a verdict, because it was interrupted`] : []),
    ...(leftOut > 0 ? [leftOutText(leftOut)] : []),
    ...(cached > 0 ? [`${cached} from the cache`] : []),
  ]
    .join(', ')
    .concat('.');
}

/** Whether the model was stopped before there was a verdict. */
export const isStopped = ({ verdict }: ModelReport): boolean =>
  verdict.kind === 'cancelled' && verdict.reason === 'interrupted';
