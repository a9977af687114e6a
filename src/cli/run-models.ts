import { basename } from 'node:path';
import { availableParallelism, freemem, totalmem } from 'node:os';
import {
  checkModel,
  makeReport,
  type CheckSettings,
  type CheckWatch,
  type ModelReport,
} from '../check/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import { parallelism, runLimited } from '../tlc/index.ts';
import type { SearchStatistics } from '../trace/index.ts';
import { searchText } from './report/search-text.ts';
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

/** Checks several models at the same time, as far as cores and memory allow; `onReport` is called in the order of the tasks. */
export async function runModels(
  tasks: readonly ModelTask[],
  settings: CheckSettings,
  terminal: Terminal,
  onReport: (report: ModelReport) => void = () => undefined,
): Promise<readonly ModelReport[]> {
  const progress = new ProgressLine(terminal.log);
  const finished = new Map<ModelTask, ModelReport>();
  const waiting = [...tasks];
  const announce = (): void => {
    for (let next = waiting[0]; next && finished.has(next); next = waiting[0]) {
      onReport(finished.get(next) as ModelReport);
      waiting.shift();
    }
  };
  const limit = modelsAtOnce(settings, {
    cpus: availableParallelism(),
    freeMemoryBytes: freemem(),
    totalMemoryBytes: totalmem(),
  });
  const check = async (task: ModelTask): Promise<ModelReport> => {
    const name = basename(task.config, '.cfg');
    let peak = 0;
    progress.update(name, 'starting');
    const report = await checkSafely(task, settings, {
      onProgress: (statistics) => {
        peak = Math.max(peak, statistics.queue ?? 0);
        progress.update(name, describeProgress(statistics, peak));
      },
    });
    progress.remove(name);
    progress.clear();
    finished.set(task, report);
    announce();
    return report;
  };
  const running = tasks.map(
    (task) => () => (settings.signal?.aborted ? Promise.resolve(undefined) : check(task)),
  );
  const outcomes = await runLimited<ModelReport | undefined>(running, limit);
  for (const task of waiting) if (finished.has(task)) onReport(finished.get(task) as ModelReport);
  return outcomes.flatMap((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value ? [outcome.value] : [];
  });
}

/** An exception is a bug of ours; it must not take the other models down with it. */
async function checkSafely(
  task: ModelTask,
  settings: CheckSettings,
  watch: CheckWatch,
): Promise<ModelReport> {
  try {
    return await checkModel(task, settings, watch);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return makeReport(task, {
      kind: 'tool-error',
      message: `a bug in Tracewright, please report it: ${text}`,
    });
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
