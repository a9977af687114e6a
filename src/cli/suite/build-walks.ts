import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { walksFile, type SuiteWalksInput } from '../../codegen/index.ts';
import { fullCertificate, walkGraph } from '../../conformance/index.ts';
import type { StateGraph } from '../../graph/index.ts';
import {
  readSimulation,
  readStateGraph,
  type CheckSettings,
  type ModelActions,
  type StateGraphError,
} from '../../check/index.ts';
import type { ModelTask, WalkGoal, WalkOptions } from '../../manifest/index.ts';
import {
  fail,
  grouped,
  hasOrder,
  ok,
  parseWalks,
  printAction,
  printValue,
  type ActionInstance,
  type Comparison,
  type Result,
  type WalkSet,
} from '../../trace/index.ts';
import { graphProblem } from '../graph-problem.ts';
import { constantsOf } from './constants-of.ts';
import { findWalks, type FoundWalks } from './find-walks.ts';
import { hiddenChoices } from './hidden-choices.ts';
import type { WalkTask } from './kept-cover.ts';
import { walkChoices } from './walk-choices.ts';

/** Walks as tests, with the actions of their model. */
export interface BuiltWalks {
  readonly input: SuiteWalksInput;
  readonly actions: ModelActions['actions'];
  /** What is new against the walks that are there, and why; missing if nothing is. */
  readonly change?: string;
  /** What the author should mind. */
  readonly warnings: readonly string[];
}

/** Why a model has no walks. */
export interface WalksProblem {
  /** For the user. */
  readonly message: string;
  /** Whether a check of the model comes upon it too, and tells more of it; any other check may have no end. */
  readonly isToldByCheck: boolean;
  /** That of the model in its manifest, where it is known. */
  readonly line?: number;
}

/** What a model's walks are to be, and how they are to be found. */
export type WalkRequest = WalkOptions & { readonly goal: WalkGoal; readonly comparison: Comparison };

/**
 * Finds walks through the state graph of a model that reach a goal, or along random behaviors. Those in the `output` folder are
 * kept where possible.
 */
export async function buildWalks(
  task: ModelTask,
  request: WalkRequest,
  output: string,
  settings: CheckSettings,
): Promise<Result<BuiltWalks, WalksProblem>> {
  const id = basename(task.config, extname(task.config));
  const { goal } = request;
  const found =
    goal === 'simulation'
      ? await simulatedWalks(task, id, request, settings)
      : await coveringWalks(task, id, { ...request, goal }, output, settings);
  if (!found.ok) return fail({ ...found.error, message: `${id}: no walks: ${found.error.message}` });
  const { set, quality, change, actions } = found.value;
  const { walks } = set;
  const walked = walkGraph(set);
  const steps = walks.reduce((sum, { edges }) => sum + edges.length, 0);
  const shows = `${id}, ${goal}: ${grouped(set.states.length)} states and ${grouped(set.edges.length)} transitions; ${grouped(walks.length)} ${walks.length === 1 ? 'walk' : 'walks'} of ${grouped(steps)} steps together${quality}`;
  return ok({
    input: { set, shows, certificate: fullCertificate(walked) },
    actions,
    warnings: [
      ...walkChoices(walked),
      ...hiddenChoices(walked),
      ...(set.noRefusals === undefined ? (set.unlisted ?? []) : []).map(
        (what) =>
          `${id}: not all instances are listed of ${what}: they are refused only for the arguments that occur`,
      ),
    ],
    ...(change !== undefined && { change: `${id}: ${change}` }),
  });
}

interface FoundSet extends FoundWalks {
  readonly actions: ModelActions['actions'];
}

async function coveringWalks(
  task: ModelTask,
  id: string,
  walkTask: WalkTask & WalkRequest,
  output: string,
  settings: CheckSettings,
): Promise<Result<FoundSet, WalksProblem>> {
  const read = await readStateGraph(task, settings);
  if (!read.ok) return fail(problemOf(read.error));
  const { graph, limits } = read.value;
  const [limit] = limits;
  if (limit && walkTask.choices === 'implementation')
    return fail({
      message: `"choices": "implementation" does not go with a CONSTRAINT: TLC leaves out the outcomes that it cuts off, so they could not be told from mistakes`,
      isToldByCheck: false,
    });
  const listed = await read.value.listActions();
  if (!listed.ok) return fail(problemOf(listed.error));
  const { actions, instances, unlisted } = listed.value;
  const whole: WalkSet = {
    id,
    goal: walkTask.goal,
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
    walks: [],
    ...sharedFields(walkTask, unlisted, graph),
    ...(limit && {
      noRefusals: `TLC leaves out what ${limit.kind === 'constraint' ? 'the constraint' : 'a limit'} of ${id}.cfg cuts off, so what is missing may be possible`,
    }),
  };
  const found = findWalks(graph, whole, walkTask, await walksIn(join(output, walksFile(id))));
  return found.ok ? ok({ ...found.value, actions }) : fail({ message: found.error, isToldByCheck: false });
}

const problemOf = (error: StateGraphError): WalksProblem => ({
  message: graphProblem(
    error,
    'use smaller constants, or "walk": { "goal": "simulation" }, which walks random behaviors',
  ),
  isToldByCheck: ['bad-config', 'no-structure', 'not-complete'].includes(error.code),
});

/** TLC's own default for the states of a behavior is 100; half of them make tests that a reader can follow. */
const SIMULATION = { behaviors: 100, depth: 50, seed: 1 };

async function simulatedWalks(
  task: ModelTask,
  id: string,
  request: WalkRequest,
  settings: CheckSettings,
): Promise<Result<FoundSet, WalksProblem>> {
  const { behaviors = SIMULATION.behaviors, depth = SIMULATION.depth, seed = SIMULATION.seed } = request;
  const read = await readSimulation(task, { behaviors, depth, seed }, settings);
  if (!read.ok) return fail({ message: read.error, isToldByCheck: true });
  const { part, frontier, instances, unlisted, actions } = read.value;
  const set: WalkSet = {
    id,
    goal: `${behaviors} simulated behaviors`,
    constants: constantsOf(task.configText),
    ...part,
    actions: withPossible(part.actions, instances),
    frontier,
    ...sharedFields(request, unlisted, part),
  };
  return ok({ set, quality: `, of at most ${depth} states each, seed ${seed}`, actions });
}

const sharedFields = (
  { choices, refusals, comparison }: WalkRequest,
  unlisted: readonly string[],
  graph: Pick<WalkSet, 'variables' | 'values'>,
): Pick<WalkSet, 'unlisted' | 'choices' | 'noRefusals' | keyof Comparison> => ({
  ...(unlisted.length > 0 && { unlisted }),
  ...(choices && { choices }),
  ...(refusals === false && { noRefusals: 'the manifest asks for none' }),
  ...comparisonOf(graph, comparison),
});

/** What of a comparison is about a graph: a variable that has no order there is compared in full. */
function comparisonOf(
  { variables, values }: Pick<WalkSet, 'variables' | 'values'>,
  { ignored = [], unordered = [] }: Comparison,
): Comparison {
  const own = ignored.filter((name) => variables.includes(name));
  const ordered = unordered.filter((name) => hasOrder(values[variables.indexOf(name)] ?? []));
  return { ...(own.length > 0 && { ignored: own }), ...(ordered.length > 0 && { unordered: ordered }) };
}

/** The walks in a file; none if there is no file, or it is not one of walks. */
async function walksIn(file: string): Promise<WalkSet | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const walks = text === undefined ? undefined : parseWalks(text);
  return walks?.ok ? walks.value : undefined;
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
