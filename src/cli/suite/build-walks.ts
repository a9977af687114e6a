import { basename, extname } from 'node:path';
import type { SuiteWalksInput } from '../../codegen/index.ts';
import { fullCertificate, walkGraph } from '../../conformance/index.ts';
import {
  coverActions,
  coverStates,
  coverTransitions,
  walkEdges,
  type StateGraph,
  type Walks,
} from '../../graph/index.ts';
import { readStateGraph, type CheckSettings, type ModelGraph } from '../../check/index.ts';
import type { ModelTask, WalkGoal, WalkOptions } from '../../manifest/index.ts';
import {
  fail,
  ok,
  printAction,
  printValue,
  type ActionInstance,
  type Result,
  type WalkSet,
} from '../../trace/index.ts';
import { constantsOf } from './constants-of.ts';

/** Walks as tests, with the actions of their model. */
export interface BuiltWalks {
  readonly input: SuiteWalksInput;
  readonly actions: ModelGraph['actions'];
}

/** What walks are to reach, and how they are to be found. */
export interface WalkTask extends WalkOptions {
  readonly goal: WalkGoal;
}

/** Reads the state graph of a model and finds walks through it that reach a goal. */
export async function buildWalks(
  task: ModelTask,
  walkTask: WalkTask,
  settings: CheckSettings,
): Promise<Result<BuiltWalks, string>> {
  const { goal } = walkTask;
  const id = basename(task.config, extname(task.config));
  const read = await readStateGraph(task, settings);
  if (!read.ok) return fail(`${id}: no walks: ${read.error.message}`);
  const { graph, actions, limits, instances } = read.value;
  const covered = cover(graph, walkTask);
  if (!covered.ok) return fail(`${id}: no walks: ${covered.error}`);
  const { walks, quality } = covered.value;
  const [limit] = limits;
  const set: WalkSet = {
    id,
    goal,
    constants: constantsOf(task.configText),
    variables: graph.variables,
    values: graph.values,
    actions: withPossible(graph.actions, instances),
    states: rowsOf(graph),
    initial: [...graph.initial],
    edges: Array.from(
      graph.sources,
      (source, i) => [source, graph.targets[i]!, graph.edgeActions[i]!] as const,
    ),
    walks: Array.from({ length: walks.count }, (_, i) => ({
      start: walks.starts[i]!,
      edges: [...walkEdges(walks, i)],
    })),
    ...(limit && {
      noRefusals: `TLC leaves out what ${limit.kind === 'constraint' ? 'the constraint' : 'a limit'} of ${id}.cfg cuts off, so what is missing may be possible`,
    }),
  };
  const shows = `${id}, ${goal}: ${graph.stateCount.toLocaleString('en')} states and ${graph.edgeCount.toLocaleString('en')} transitions; ${walks.count.toLocaleString('en')} ${walks.count === 1 ? 'walk' : 'walks'} of ${walks.steps.toLocaleString('en')} steps together${quality}`;
  return ok({ input: { set, shows, certificate: fullCertificate(walkGraph(set)) }, actions });
}

/** The instances of the graph keep their numbers; those that are possible nowhere come after them. */
function withPossible(
  seen: readonly ActionInstance[],
  possible: readonly ActionInstance[],
): readonly ActionInstance[] {
  const nameOf = (action: ActionInstance): string => printAction(action, printValue);
  const names = new Set(seen.map(nameOf));
  return [...seen, ...possible.filter((action) => !names.has(nameOf(action)))];
}

function rowsOf({ rows, stateCount, variables }: StateGraph): number[][] {
  const width = variables.length;
  return Array.from({ length: stateCount }, (_, state) => [
    ...rows.subarray(state * width, (state + 1) * width),
  ]);
}

/** Walks, and how good they are as the end of a sentence. */
function cover(
  graph: StateGraph,
  { goal, exact, ...options }: WalkTask,
): Result<{ readonly walks: Walks; readonly quality: string }, string> {
  if (goal === 'every transition') {
    const cover = coverTransitions(graph, { ...options, ...(exact && { method: 'exact' }) });
    return cover.ok
      ? ok({ walks: cover.value.walks, quality: `, ${aboveMinimum(cover.value.gap)}` })
      : fail(cover.error.message);
  }
  const walks = goal === 'every state' ? coverStates(graph, options) : coverActions(graph, options);
  return walks.ok ? ok({ walks: walks.value, quality: '' }) : fail(walks.error.message);
}

/** The gap of a cover in words; rounded up, so that it stays true. */
const aboveMinimum = (gap: number): string =>
  gap === 0 ? 'the minimum' : `at most ${(Math.ceil(gap * 10_000) / 100).toFixed(2)} % above the minimum`;
