import { createStateGraph, type StateGraph } from '../graph/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import { parseConfig, type DotGraph } from '../parser/index.ts';
import { fail, ok, type ActionInstance, type Result, type SearchLimit } from '../trace/index.ts';
import { applyOverrides } from './apply-overrides.ts';
import { dumpStateGraph } from './dump-state-graph.ts';
import { explainGraph } from './explain-graph.ts';
import { graphConfig } from './graph-config.ts';
import type { KnownAction } from './known-actions.ts';
import { modelDisjuncts } from './model-behavior.ts';
import { readStructure } from './read-structure.ts';
import type { CheckSettings } from './settings.ts';
import type { StateGraphError } from './state-graph-error.ts';

/** The state graph of a model, its edges with action instances, and what is known of its actions. */
export interface ModelGraph {
  readonly graph: StateGraph;
  readonly actions: readonly KnownAction[];
  /** The instances that the specification's quantifiers range over, as far as they are listed. */
  readonly instances: readonly ActionInstance[];
  /** The actions of which they are not all listed, and why. */
  readonly unlisted: readonly string[];
  /** Constraints: the graph then lacks transitions that the specification allows, so nothing follows from their absence. */
  readonly limits: readonly SearchLimit[];
}

/** How far to go. */
export interface StateGraphOptions {
  /** Default 200,000. */
  readonly stateLimit?: number;
}

const STATE_LIMIT = 200_000;

/** Reads the state graph of a model from TLC. Properties of the configuration play no part in it. */
export async function readStateGraph(
  task: ModelTask,
  settings: CheckSettings,
  { stateLimit = STATE_LIMIT }: StateGraphOptions = {},
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
  const dumped = await dumpStateGraph(task, graphed.value, stateLimit, settings);
  if (!dumped.ok) return dumped;
  const request = {
    folder: task.folder,
    module: task.module,
    config,
    structure,
    settings,
  };
  const explained = await explainGraph(namedGraph(dumped.value), disjuncts.value, request);
  return explained.ok ? ok({ ...explained.value, limits }) : explained;
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
