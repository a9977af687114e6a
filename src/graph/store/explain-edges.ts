import { fail, type ActionInstance, type Result } from '../../trace/index.ts';
import { actionKey } from './action-key.ts';
import { createStateGraph, type StateGraph } from './state-graph.ts';
import type { StatePairs } from './unexplained-pairs.ts';

/** An instance that allows a pair of states. */
export interface Explanation {
  /** Number of the pair. */
  readonly pair: number;
  /** The name that the graph's edges have for it. */
  readonly shownAs: string;
  readonly instance: ActionInstance;
}

/** Edges that no instance explains. */
export interface UnexplainedEdges {
  readonly code: 'unexplained-edges';
  readonly message: string;
  readonly count: number;
  /** The first of them. */
  readonly edge: number;
}

/**
 * The graph with full labels: each edge of a pair becomes as many parallel edges as there are instances that allow the
 * pair. An action whose edges need no explanation becomes what `known` says. Equal edges become one.
 */
export function explainEdges(
  graph: StateGraph,
  pairs: StatePairs,
  explanations: readonly Explanation[],
  known: (action: number) => ActionInstance,
): Result<StateGraph, UnexplainedEdges> {
  const table = internActions();
  const byPair = groupByPair(pairs.before.length, explanations);
  const knownNumber = graph.actions.map(() => -1);
  const edges: { source: number[]; target: number[]; action: number[] } = {
    source: [],
    target: [],
    action: [],
  };
  let unexplained = 0;
  let firstUnexplained = -1;
  for (let state = 0; state < graph.stateCount; state++) {
    const seen = new Set<string>();
    const add = (target: number, action: number): void => {
      const key = `${target} ${action}`;
      if (seen.has(key)) return;
      seen.add(key);
      edges.source.push(state);
      edges.target.push(target);
      edges.action.push(action);
    };
    for (let edge = graph.firstEdge[state]!; edge < graph.firstEdge[state + 1]!; edge++) {
      const [target, action, pair] = [graph.targets[edge]!, graph.edgeActions[edge]!, pairs.pairOf[edge]!];
      if (pair < 0) {
        if (knownNumber[action]! < 0) knownNumber[action] = table.number(known(action));
        add(target, knownNumber[action]!);
        continue;
      }
      const found = byPair[pair] ?? [];
      if (!found.some(({ shownAs }) => shownAs === graph.actions[action]!.name)) {
        if (unexplained++ === 0) firstUnexplained = edge;
      }
      for (const { instance } of found) add(target, table.number(instance));
    }
  }
  if (unexplained > 0) return fail(unexplainedEdges(graph, firstUnexplained, unexplained));
  const explained = createStateGraph({
    ...graph,
    actions: table.actions,
    sources: Uint32Array.from(edges.source),
    targets: Uint32Array.from(edges.target),
    edgeActions: Uint32Array.from(edges.action),
  });
  if (!explained.ok) throw new Error(explained.error.message);
  return explained;
}

function groupByPair(
  count: number,
  explanations: readonly Explanation[],
): readonly (readonly Explanation[] | undefined)[] {
  const groups: Explanation[][] = new Array<Explanation[]>(count);
  for (const explanation of explanations) (groups[explanation.pair] ??= []).push(explanation);
  return groups;
}

/** Numbers for action instances; the same object is looked up without printing it. */
function internActions(): { actions: ActionInstance[]; number: (action: ActionInstance) => number } {
  const actions: ActionInstance[] = [];
  const byObject = new Map<ActionInstance, number>();
  const byKey = new Map<string, number>();
  const number = (action: ActionInstance): number => {
    const before = byObject.get(action);
    if (before !== undefined) return before;
    const key = actionKey(action);
    const found = byKey.get(key) ?? actions.push(action) - 1;
    byKey.set(key, found);
    byObject.set(action, found);
    return found;
  };
  return { actions, number };
}

function unexplainedEdges(graph: StateGraph, edge: number, count: number): UnexplainedEdges {
  const { name } = graph.actions[graph.edgeActions[edge]!]!;
  const message = `no instance of ${name} was found that leads from state ${graph.sources[edge]! + 1} to state ${graph.targets[edge]! + 1}${count > 1 ? `, nor for ${count - 1} more transitions` : ''}`;
  return { code: 'unexplained-edges', message, count, edge };
}
