import type { ModelTask } from '../manifest/index.ts';
import {
  printConfig,
  readStateGraphDot,
  readTlcOutput,
  type DotBeginning,
  type DotGraph,
} from '../parser/index.ts';
import { runTlc } from '../tlc/index.ts';
import { fail, grouped, ok, type Result } from '../trace/index.ts';
import type { GraphConfig } from './graph-config.ts';
import { describeVerdict } from './grade.ts';
import { judge } from './judge.ts';
import type { CheckSettings } from './settings.ts';
import { specErrors } from './spec-errors.ts';
import type { StateGraphError } from './state-graph-error.ts';

const CONFIG_FILE = 'graph.cfg';

/** How much of a graph to read. */
export interface DumpLimit {
  readonly stateLimit: number;
  /** How many states to take of a larger graph, the first ones; where it is missing, that is refused. */
  readonly firstOfLarger?: number | undefined;
}

/**
 * Runs TLC and reads the graph while it is written; the whole of it has no frontier. One worker: so the graph is the same on every
 * run.
 */
export async function dumpStateGraph(
  task: ModelTask,
  { config }: GraphConfig,
  { stateLimit, firstOfLarger }: DumpLimit,
  settings: CheckSettings,
): Promise<Result<DotBeginning, StateGraphError>> {
  const stopper = new AbortController();
  const graph = readStateGraphDot();
  const output = readTlcOutput();
  const run = await runTlc(
    {
      ...settings,
      folder: task.folder,
      module: task.module,
      configFile: CONFIG_FILE,
      generated: { files: { [CONFIG_FILE]: printConfig(config) } },
      workers: 1,
      simulate: undefined,
      coverage: false,
    },
    {
      onOutput: (text) => output.push(text),
      onGraph: (text) => {
        graph.push(text);
        if (graph.stateCount > stateLimit || graph.failed) stopper.abort();
      },
      signal: settings.signal ? AbortSignal.any([settings.signal, stopper.signal]) : stopper.signal,
    },
  );
  if (!run.ok) return fail({ code: 'not-complete', message: run.error.message });
  if (graph.stateCount > stateLimit && !settings.signal?.aborted) {
    if (firstOfLarger === undefined) return fail(tooMany(graph.stateCount, stateLimit));
    const beginning = graph.beginning(Math.min(firstOfLarger, stateLimit));
    return beginning.ok ? beginning : fail(unreadable(beginning.error));
  }
  const said = output.end();
  const { verdict } = judge(said, run.value, config, specErrors(said, task.module));
  const read = graph.end();
  if (verdict.kind === 'holds' || verdict.kind === 'holds-within') {
    return read.ok ? whole(read.value, verdict.statistics.distinct) : fail(unreadable(read.error));
  }
  // Where the reader itself ended TLC, its reason is the one to tell.
  if (graph.failed && !read.ok) return fail(unreadable(read.error));
  const message = `TLC did not walk the whole state graph: ${describeVerdict(verdict)}`;
  return fail({ code: 'not-complete', message });
}

function whole(graph: DotGraph, distinct: number | undefined): Result<DotBeginning, StateGraphError> {
  const count = graph.variables.length === 0 ? 0 : graph.rows.length / graph.variables.length;
  if (distinct === undefined || distinct === count) return ok({ graph, frontier: [] });
  const message = `TLC found ${distinct} states, but its state graph has ${count}`;
  return fail({ code: 'unreadable-graph', message });
}

const unreadable = (cause: NonNullable<StateGraphError['cause']>): StateGraphError => ({
  code: 'unreadable-graph',
  message: `line ${cause.line} of TLC's state graph: ${cause.message}`,
  cause,
});

const tooMany = (seen: number, limit: number): StateGraphError => ({
  code: 'too-many-states',
  message: `the model has more than ${grouped(limit)} states (${grouped(seen)} were seen before TLC was stopped)`,
  seen,
});
