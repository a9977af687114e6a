import { createStateGraph, stateAt, type StateGraph } from '../graph/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import { parseConfig, type DotGraph } from '../parser/index.ts';
import { fail, ok, type Result, type SearchLimit } from '../trace/index.ts';
import { applyOverrides } from './apply-overrides.ts';
import { dumpStateGraph } from './dump-state-graph.ts';
import { explainGraph, unexplained, type ExplainedGraph } from './explain-graph.ts';
import type { ExplainRequest } from './explain-request.ts';
import { graphConfig } from './graph-config.ts';
import { knownActions, type KnownAction } from './known-actions.ts';
import { modelDisjuncts } from './model-behavior.ts';
import { possibleInstances, type PossibleInstances } from './possible-instances.ts';
import { readStructure } from './read-structure.ts';
import type { CheckSettings } from './settings.ts';
import type { StateGraphError } from './state-graph-error.ts';

/** What the actions of a model are, possible anywhere or not. */
export interface ModelActions extends Pick<PossibleInstances, 'instances' | 'unlisted'> {
  readonly actions: readonly KnownAction[];
}

/** The state graph of a model, its edges with action instances. */
export interface ModelGraph {
  readonly graph: StateGraph;
  /** Asks TLC for all actions of the model; it visits all states where arguments depend on the state. */
  listActions(): Promise<Result<ModelActions, StateGraphError>>;
  /** Of a graph that was cut: the states of which not all transitions are there. Else empty. */
  readonly frontier: readonly number[];
  /** Constraints: the graph then lacks transitions that the specification allows, so nothing follows from their absence. */
  readonly limits: readonly SearchLimit[];
}

/** How far to go. */
export interface StateGraphOptions {
  /** Default 200,000. */
  readonly stateLimit?: number;
  /** How many states to take of a larger graph, the first ones; where it is missing, that is refused. */
  readonly firstOfLarger?: number;
}

const STATE_LIMIT = 200_000;

/** Reads the state graph of a model from TLC. Properties of the configuration play no part in it. */
export async function readStateGraph(
  task: ModelTask,
  settings: CheckSettings,
  { stateLimit = STATE_LIMIT, firstOfLarger }: StateGraphOptions = {},
): Promise<Result<ModelGraph, StateGraphError>> {
  const parsed = parseConfig(task.configText);
  if (!parsed.ok) return fail({ code: 'bad-config', message: `${task.config}: ${parsed.error.message}` });
  const graphed = graphConfig(parsed.value);
  if (!graphed.ok) return graphed;
  const { config, limits } = graphed.value;
  const read = await readStructure(task, settings);
  if (!read.ok) return fail({ code: 'no-structure', message: read.error });
  const structure = applyOverrides(read.value, config);
  const disjuncts = modelDisjuncts(config, structure);
  if (!disjuncts.ok) return fail({ code: 'unexplained', message: disjuncts.error });
  const dumped = await dumpStateGraph(task, graphed.value, { stateLimit, firstOfLarger }, settings);
  if (!dumped.ok) return dumped;
  const request = {
    folder: task.folder,
    module: task.module,
    config,
    structure,
    settings,
  };
  const { graph, frontier } = dumped.value;
  const explained = await explainGraph(namedGraph(graph), disjuncts.value, request);
  if (!explained.ok) return explained;
  return ok({
    graph: explained.value.graph,
    frontier,
    limits,
    listActions: () => listActions(explained.value, request),
  });
}

async function listActions(
  { graph, questions }: ExplainedGraph,
  request: ExplainRequest,
): Promise<Result<ModelActions, StateGraphError>> {
  const possible = await possibleInstances(
    questions,
    { states: [stateAt(graph, graph.initial[0]!)], reachable: true },
    request,
  );
  if (!possible.ok) return fail(unexplained(possible.error));
  const { instances, unlisted, ranges } = possible.value;
  return ok({ actions: knownActions(questions, { ranges }), instances, unlisted });
}

/** The graph with the names of actions only: builds that print arguments print them by position, and not for all. */
function namedGraph(dot: DotGraph): StateGraph {
  const names = [...new Set(dot.labels.map(nameOf))];
  const numberOf = dot.labels.map((label) => names.indexOf(nameOf(label)));
  const graph = createStateGraph({
    ...dot,
    actions: names.map((name) => ({ name })),
    edgeActions: dot.edgeLabels.map((label) => numberOf[label]!),
  });
  if (!graph.ok) throw new Error(graph.error.message);
  return graph.value;
}

const nameOf = (label: string): string => /^[^(]*/.exec(label)![0];
