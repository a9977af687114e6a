import type { SearchStatistics } from '../../trace/index.ts';
import { readCoverage, readExpressionCoverage, readProgress, readTotals } from './numbers.ts';
import type { ActionCoverage, ExpressionCoverage, Progress, TlcOutput } from './tlc-output.ts';

/** Collects what a run tells in numbers. */
export interface NumbersCollector {
  take(code: number, body: string): void;
  numbers(): Pick<TlcOutput, 'statistics' | 'simulatedTraces' | 'coverage' | 'expressionCoverage'>;
}

const PROGRESS: ReadonlySet<number> = new Set([2200, 2206, 2209]);
const TOTALS: ReadonlySet<number> = new Set([2194, 2199, 2204, 2210]);
const COVERAGE_START = 2201;
const COVERAGE: ReadonlySet<number> = new Set([2772, 2773]);
const EXPRESSION_COVERAGE: ReadonlySet<number> = new Set([2221, 2775]);

/** Later numbers replace earlier ones: totals the progress, each report of coverage the one before. */
export function createNumbersCollector(onProgress?: (progress: Progress) => void): NumbersCollector {
  let statistics: SearchStatistics = {};
  let simulatedTraces: number | undefined;
  let coverage: ActionCoverage[] = [];
  let expressionCoverage: ExpressionCoverage[] = [];
  return {
    take: (code, body) => {
      if (TOTALS.has(code)) statistics = { ...statistics, ...readTotals(code, body) };
      else if (code === COVERAGE_START) [coverage, expressionCoverage] = [[], []];
      else if (COVERAGE.has(code)) coverage.push(...readCoverage(code, body));
      else if (EXPRESSION_COVERAGE.has(code)) expressionCoverage.push(...readExpressionCoverage(body));
      else if (PROGRESS.has(code)) {
        const progress = readProgress(code, body);
        if (!progress) return;
        onProgress?.(progress);
        const { traces, ...reached } = progress;
        simulatedTraces = traces ?? simulatedTraces;
        statistics = { ...statistics, ...reached };
      }
    },
    numbers: () => ({
      statistics,
      ...(simulatedTraces === undefined ? {} : { simulatedTraces }),
      coverage,
      expressionCoverage,
    }),
  };
}
