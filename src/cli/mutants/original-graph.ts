import { readStateGraph, type CheckSettings } from '../../check/index.ts';
import {
  coverTransitions,
  separation,
  stateText,
  walkEdges,
  type StateGraph,
  type Walks,
} from '../../graph/index.ts';
import type { ModelTask } from '../../manifest/index.ts';
import { fail, ok, printAction, printValue, type Result } from '../../trace/index.ts';
import { traceId } from '../trace-id.ts';
import type { MutantOutcome } from './mutant-report.ts';

/** The state graph of a model with walks that take every transition, to hold mutants against. */
export interface OriginalGraph {
  readonly stateCount: number;
  /** Names of the actions that are taken in it. */
  readonly actions: ReadonlySet<string>;
  /** What tells a mutant's graph from it. */
  compare(mutant: StateGraph): MutantOutcome;
}

/** Reads the graph; the error says why there is none. */
export async function readOriginal(
  task: ModelTask,
  settings: CheckSettings,
): Promise<Result<OriginalGraph, string>> {
  const read = await readStateGraph(task, settings);
  if (!read.ok) return fail(read.error.message);
  const { graph, limits } = read.value;
  const covered = coverTransitions(graph);
  if (!covered.ok) return fail(covered.error.message);
  const steps = firstSteps(graph, covered.value.walks);
  const triesRefusals = limits.length === 0;
  return ok({
    stateCount: graph.stateCount,
    actions: new Set(graph.actions.map(({ name }) => name)),
    compare: (mutant) => outcomeOf(graph, mutant, { id: traceId(task), steps, triesRefusals }),
  });
}

interface Steps {
  /** For each edge the walk that takes it first, and its step, both from 1. */
  readonly edges: ReadonlyMap<number, readonly [walk: number, step: number]>;
  /** For each state the walk that comes to it first, after which step. */
  readonly states: ReadonlyMap<number, readonly [walk: number, step: number]>;
}

function firstSteps(graph: StateGraph, walks: Walks): Steps {
  const edges = new Map<number, readonly [number, number]>();
  const states = new Map<number, readonly [number, number]>();
  for (let walk = 0; walk < walks.count; walk++) {
    const start = walks.starts[walk]!;
    if (!states.has(start)) states.set(start, [walk + 1, 0]);
    [...walkEdges(walks, walk)].forEach((edge, i) => {
      if (!edges.has(edge)) edges.set(edge, [walk + 1, i + 1]);
      const target = graph.targets[edge]!;
      if (!states.has(target)) states.set(target, [walk + 1, i + 1]);
    });
  }
  return { edges, states };
}

function outcomeOf(
  graph: StateGraph,
  mutant: StateGraph,
  {
    id,
    steps,
    triesRefusals,
  }: { readonly id: string; readonly steps: Steps; readonly triesRefusals: boolean },
): MutantOutcome {
  const found = separation(graph, mutant, triesRefusals);
  if (!found) return { kind: 'equivalent' };
  const at = (place: readonly [number, number] | undefined): string =>
    place === undefined
      ? id
      : `${id}#${place[0]}, ${place[1] === 0 ? 'before the first step' : `step ${place[1]}`}`;
  switch (found.kind) {
    case 'initial':
      return found.isMissing
        ? { kind: 'different', difference: `it does not begin with ${found.state}`, by: id }
        : { kind: 'different', difference: `it may also begin with ${found.state}` };
    case 'missing': {
      const action = printAction(graph.actions[graph.edgeActions[found.edge]!]!, printValue);
      const target = stateText(graph, graph.targets[found.edge]!);
      return {
        kind: 'different',
        difference: `${action} does not lead to ${target}`,
        by: at(steps.edges.get(found.edge)),
      };
    }
    case 'not-refused':
      return {
        kind: 'different',
        difference: `${found.action} is not refused in ${stateText(graph, found.state)}`,
        by: at(steps.states.get(found.state)),
      };
    case 'more-outcomes':
      return {
        kind: 'different',
        difference: `${found.action} has more outcomes in ${stateText(graph, found.state)}`,
      };
  }
}
