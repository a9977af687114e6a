import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  checkEach,
  checkModel,
  describeVerdict,
  mutatedModule,
  readStateGraph,
  violatedNames,
  type CheckSettings,
  type ModelReport,
  type ModuleSource,
  type Mutation,
} from '../../check/index.ts';
import type { ModelTask } from '../../manifest/index.ts';
import { errnoOf, explainErrno } from '../../tlc/index.ts';
import { visible } from '../../trace/index.ts';
import type { MutantOutcome, MutantReport } from './mutant-report.ts';
import type { OriginalGraph } from './original-graph.ts';

/** A change of a model, and what the mutant is held against. */
export interface MutantTask {
  readonly task: ModelTask;
  readonly mutation: Mutation;
  readonly source: ModuleSource;
  /** Missing where the original has no graph that could be compared. */
  readonly original?: OriginalGraph;
  readonly settings: CheckSettings;
  readonly timeLimitMilliseconds: number;
  /** Whether each property is judged on its own; else the first that is violated is enough. */
  readonly eachProperty: boolean;
}

/** Of a mutant with many more states than the original, twice as many as that has say enough. */
const mostStates = (original: number): number => 4 * original + 1000;
const firstStates = (original: number): number => 2 * original + 100;

/** Milliseconds for the properties of such a mutant. */
const LARGER_TIME = 10_000;

/** Writes a mutant into a temporary folder, lets TLC judge each of its properties, and compares its state graph. */
export async function judgeMutant(mutant: MutantTask): Promise<MutantReport> {
  const { mutation, timeLimitMilliseconds, settings } = mutant;
  const stop = AbortSignal.timeout(timeLimitMilliseconds);
  const signal = settings.signal ? AbortSignal.any([settings.signal, stop]) : stop;
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(tmpdir(), 'tracewright-mutant-'));
    const task = await writeMutant(mutant, folder);
    const limited: CheckSettings = { ...settings, explain: 'none', signal };
    return { mutation, ...(await judge(task, mutant, limited)) };
  } catch (error) {
    if (!(error instanceof Error) || !('errno' in error)) throw error;
    const reason = `the mutant cannot be written: ${explainErrno(errnoOf(error))}`;
    return { mutation, noticedBy: [], outcome: { kind: 'unknown', reason } };
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** All that may be read beside the model stands beside the mutant, in files of its own. */
async function writeMutant({ task, mutation, source }: MutantTask, folder: string): Promise<ModelTask> {
  for (const entry of await readdir(task.folder, { withFileTypes: true }))
    if (/\.(tla|class|jar)$/.test(entry.name) && !entry.isDirectory())
      await copyFile(join(task.folder, entry.name), join(folder, entry.name));
  await rm(join(folder, basename(source.file)), { force: true });
  await writeFile(join(folder, basename(source.file)), mutatedModule(mutation, source));
  const config = join(folder, basename(task.config));
  await writeFile(config, task.configText);
  return { folder, module: task.module, config, configText: task.configText };
}

async function judge(
  task: ModelTask,
  { original, timeLimitMilliseconds, eachProperty }: MutantTask,
  settings: CheckSettings,
): Promise<Omit<MutantReport, 'mutation'>> {
  const { outcome, isLarger } = original ? await compared(task, original, settings) : NOT_COMPARED;
  if (outcome.kind === 'broken' || outcome.kind === 'equivalent') return { noticedBy: [], outcome };
  // A mutant that may have endless states gets no more time than it takes to find what is near.
  const time = isLarger ? Math.min(LARGER_TIME, timeLimitMilliseconds) : timeLimitMilliseconds;
  const limited = { ...settings, timeLimitMilliseconds: time };
  const checkOne = (asked: ModelTask): Promise<ModelReport> => checkModel(asked, limited);
  const reports = eachProperty ? await checkEach(task, checkOne) : [await checkOne(task)];
  const noticedBy = [...new Set(reports.flatMap(violatedIn))];
  const verdicts = reports.map(({ verdict }) => verdict);
  // With a graph that differs it is another model, whatever its properties make of the states.
  if (outcome.kind !== 'unknown') return { noticedBy, outcome };
  const wrong = verdicts.find(({ kind }) => kind === 'spec-error');
  if (wrong) return { noticedBy, outcome: { kind: 'broken', reason: said(describeVerdict(wrong)) } };
  const isLate = verdicts.some(({ kind }) => kind === 'cancelled');
  return { noticedBy, outcome: isLate ? NO_TIME : outcome };
}

/** What became of a mutant, and whether it is one of which only the first states were read. */
interface Compared {
  readonly outcome: MutantOutcome;
  readonly isLarger: boolean;
}

async function compared(
  task: ModelTask,
  original: OriginalGraph,
  settings: CheckSettings,
): Promise<Compared> {
  const stateLimit = mostStates(original.stateCount);
  const firstOfLarger = firstStates(original.stateCount);
  const read = await readStateGraph(task, settings, { stateLimit, firstOfLarger });
  if (settings.signal?.aborted) return { outcome: NO_TIME, isLarger: false };
  if (!read.ok) {
    const reason = said(read.error.message);
    // TLC may have come upon what its properties notice, such as an assertion.
    return {
      outcome: { kind: read.error.code === 'no-structure' ? 'broken' : 'unknown', reason },
      isLarger: false,
    };
  }
  const { graph, frontier } = read.value;
  if (frontier.length === 0) return { outcome: original.compare(graph), isLarger: false };
  const difference = `it has more than ${stateLimit} states, the original ${original.stateCount}`;
  const outcome = original.compareBeginning(graph, frontier) ?? ({ kind: 'larger', difference } as const);
  return { outcome, isLarger: true };
}

const NO_TIME: MutantOutcome = { kind: 'unknown', reason: 'its time was used up' };
const NOT_COMPARED: Compared = {
  outcome: { kind: 'unknown', reason: 'state graphs are not compared' },
  isLarger: false,
};

const violatedIn = ({ verdict }: ModelReport): readonly string[] =>
  verdict.kind === 'violated' ? violatedNames(verdict.violation) : [];

const said = (message: string): string => visible(message).split('\n').join(' ');
