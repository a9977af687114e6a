import { basename } from 'node:path';
import { availableParallelism, freemem, totalmem } from 'node:os';
import {
  checkEach,
  checkModel,
  makeReport,
  searchText,
  withCoverage,
  type CheckSettings,
  type CheckWatch,
  type ModelReport,
} from '../check/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import { parallelism, runLimited } from '../tlc/index.ts';
import type { SearchStatistics } from '../trace/index.ts';
import { ProgressLine } from './progress-line.ts';
import type { Terminal } from './terminal.ts';

/** The machine that models are checked on. */
export interface Host {
  readonly cpus: number;
  readonly freeMemoryBytes: number;
  readonly totalMemoryBytes: number;
}

/**
 * How many models to check at the same time. Each takes as many cores as TLC has workers, and as much memory as its JVM
 * may: the given heap or, as no limit is passed to the JVM then, the JVM's own, a quarter of the machine's memory.
 */
export function modelsAtOnce(
  { workers = 1, memoryMegabytes }: Pick<CheckSettings, 'workers' | 'memoryMegabytes'>,
  { cpus, freeMemoryBytes, totalMemoryBytes }: Host,
): number {
  return parallelism({
    cpus: workers === 'auto' ? 1 : cpus / workers,
    freeMemoryBytes,
    perModelMegabytes: memoryMegabytes ?? totalMemoryBytes / 4 / 2 ** 20,
  });
}

/** How the models of a run are checked. */
export interface RunOptions {
  /** Called in the order of the tasks. */
  readonly onReport?: (report: ModelReport) => void;
  /** Judges each property on its own also where the manifest does not ask for that, unless a violation is expected. */
  readonly eachProperty?: boolean;
  /** Counts what is taken, where the manifest asks for it; `check` and `report` show it. */
  readonly coverage?: boolean;
  /** Checks one model; the cache can stand here. */
  readonly checkOne?: typeof checkModel;
}

/**
 * What became of the tasks that were started, in their order: a model has several reports where each of its properties
 * is judged on its own.
 */
export type Checked = ReadonlyMap<ModelTask, readonly ModelReport[]>;

/** Checks several models at the same time, as far as cores and memory allow. */
export async function runModels(
  tasks: readonly ModelTask[],
  settings: CheckSettings,
  terminal: Terminal,
  options: RunOptions = {},
): Promise<Checked> {
  const { onReport = () => undefined } = options;
  const progress = new ProgressLine(terminal.log);
  const finished = new Map<ModelTask, readonly ModelReport[]>();
  const waiting = [...tasks];
  const announce = (): void => {
    for (let next = waiting[0]; next && finished.has(next); next = waiting[0]) {
      finished.get(next)?.forEach(onReport);
      waiting.shift();
    }
  };
  const limit = modelsAtOnce(settings, {
    cpus: availableParallelism(),
    freeMemoryBytes: freemem(),
    totalMemoryBytes: totalmem(),
  });
  const check = async (task: ModelTask): Promise<void> => {
    const name = basename(task.config, '.cfg');
    let peak = 0;
    progress.update(name, 'starting');
    const reports = await checkSafely(task, settings, options, {
      onProgress: (statistics) => {
        peak = Math.max(peak, statistics.queue ?? 0);
        progress.update(name, describeProgress(statistics, peak));
      },
    });
    progress.remove(name);
    progress.clear();
    finished.set(task, reports);
    announce();
  };
  const running = tasks.map((task) => () => (settings.signal?.aborted ? Promise.resolve() : check(task)));
  for (const outcome of await runLimited(running, limit))
    if (outcome.status === 'rejected') throw outcome.reason;
  for (const task of waiting) finished.get(task)?.forEach(onReport);
  return new Map(tasks.flatMap((task) => (finished.has(task) ? [[task, finished.get(task)!]] : [])));
}

/** An exception is a bug of ours; it must not take the other models down with it. */
async function checkSafely(
  task: ModelTask,
  settings: CheckSettings,
  { eachProperty = false, coverage = false, checkOne = checkModel }: RunOptions,
  watch: CheckWatch,
): Promise<readonly ModelReport[]> {
  const result = task.expected?.expect.result;
  const isEach = result === 'each' || (eachProperty && result !== 'violated');
  const started = performance.now();
  const { timeLimitMilliseconds: limit } = settings;
  // The time limit is that of the model, with all that TLC is asked about it.
  const withTimeLeft = (): CheckSettings =>
    limit === undefined
      ? settings
      : { ...settings, timeLimitMilliseconds: Math.max(1, limit - (performance.now() - started)) };
  try {
    const reports = isEach
      ? await checkEach(task, (asked) => checkOne(asked, withTimeLeft(), watch))
      : [await checkOne(task, settings, watch)];
    return coverage ? await withCoverage(task, reports, withTimeLeft()) : reports;
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = `a bug in Tracewright, please report it: ${text}`;
    return [makeReport(task, { kind: 'tool-error', message })];
  }
}

/** There is no total to compare with; a queue that shrinks is the only sign that the end is coming. */
function describeProgress(
  { distinct = 0, generated = 0, queue = 0 }: SearchStatistics,
  peak: number,
): string {
  const searched = searchText({ distinct, generated, queue });
  const trend = queue < peak * 0.9 ? `, ${Math.round(100 - (100 * queue) / peak)} % below its peak` : '';
  return `${searched}${trend}`;
}
