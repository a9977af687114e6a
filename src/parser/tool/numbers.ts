import type { SearchStatistics } from '../../trace/index.ts';
import type { ActionCoverage, ExpressionCoverage, Progress, SearchMode } from './tlc-output.ts';
import { findLocation } from './source-places.ts';

/** `38,243,806`, also with the separators of other locales; -1 stands for "not applicable". */
const NUMBER = String.raw`(-?\d[\d.,'’\s\u00a0\u202f]*|-1)`;

const PROGRESS = new RegExp(
  String.raw`^Progress\((-?\d+)\) at .*?: ${NUMBER}states generated.*?, ${NUMBER}distinct states found.*?, ${NUMBER}states left on queue`,
);
const TOTALS = new RegExp(
  String.raw`^${NUMBER}states generated, ${NUMBER}distinct states found(?:, ${NUMBER}states left)?`,
);

const toNumber = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text.replace(/[^\d-]/g, ''));
  return value < 0 ? undefined : value;
};

const without = <T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** The numbers of a progress message: 2200 (level), 2206 (DFID), 2209 (simulation: number of behaviors). */
export function readProgress(code: number, body: string): Progress | undefined {
  const match = PROGRESS.exec(body);
  if (!match) return undefined;
  const first = toNumber(match[1]);
  return without<Progress>({
    depth: code === 2209 ? undefined : first,
    traces: code === 2209 ? first : undefined,
    generated: toNumber(match[2]),
    distinct: toNumber(match[3]),
    queue: toNumber(match[4]),
  });
}

/** Final totals: 2199, 2204 (DFID), 2210 (simulation), 2194 (depth). Fields that the message lacks are missing. */
export function readTotals(code: number, body: string): SearchStatistics {
  if (code === 2194) return without({ depth: toNumber(/search is (\d+)/.exec(body)?.[1]) });
  if (code === 2210) return without({ generated: toNumber(/states generated: (\S+)/.exec(body)?.[1]) });
  const match = TOTALS.exec(body);
  return without({
    generated: toNumber(match?.[1]),
    distinct: toNumber(match?.[2]),
    queue: toNumber(match?.[3]),
  });
}

/** The banner of the search: 2187, 2271, 2188. */
export function readMode(code: number, body: string): SearchMode {
  const kind = code === 2188 ? 'simulation' : code === 2271 ? 'depth-first' : 'breadth-first';
  return without<SearchMode>({
    kind,
    fp: toNumber(/ with fp (\d+)/.exec(body)?.[1]),
    seed: / seed (-?\d+)/.exec(body)?.[1],
    workers: toNumber(/ with (\d+) workers?/.exec(body)?.[1]),
  });
}

/** How often an expression was evaluated: `  |line 34, col 6 to line 34, col 28 of module Lock: 128`, also with a cost behind it. */
export function readExpressionCoverage(body: string): readonly ExpressionCoverage[] {
  const count = /: (\d+)(?::\d+)?\s*$/.exec(body)?.[1];
  const location = findLocation(body);
  return count === undefined || !location ? [] : [{ location, count: Number(count) }];
}

/** The totals of an action, if the text has them: `<Up line 6, col 1 to line 6, col 5 of module Lasso>: 3:5`. */
export function readCoverage(code: number, body: string): readonly ActionCoverage[] {
  const match = /^<(.*?) line .*>: (\d+):(\d+)\s*$/.exec(body);
  const location = findLocation(body);
  if (!match || !location) return [];
  const kind = code === 2773 ? 'init' : 'next';
  const [distinct, generated] = [Number(match[2]), Number(match[3])];
  return [{ name: match[1] as string, kind, location, distinct, generated }];
}
