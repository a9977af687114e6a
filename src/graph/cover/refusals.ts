import type { ActionInstance } from '../../trace/index.ts';
import { actionKey } from '../store/action-key.ts';
import type { StateGraph } from '../store/state-graph.ts';

/** What an implementation has to refuse. */
export interface Refusals {
  readonly instances: readonly ActionInstance[];
  /** Pairs of a state and an instance that the model disables there, over all states. */
  readonly count: number;
  /** The numbers of the instances that the model disables in a state, ascending. */
  at(state: number): readonly number[];
}

/**
 * For each state the action instances that the model disables there: of those given, or of all that occur in the graph.
 * True only for a graph that is whole: under a constraint TLC leaves out transitions that the model allows.
 */
export function refusals(graph: StateGraph, instances: readonly ActionInstance[] = graph.actions): Refusals {
  const { firstEdge, edgeActions, stateCount } = graph;
  const numbers = new Map(instances.map((instance, i) => [actionKey(instance), i]));
  const numberOf = graph.actions.map((action) => numbers.get(actionKey(action)) ?? -1);
  const enabledAt = new Int32Array(instances.length).fill(-1);
  const mark = (state: number): number => {
    let enabled = 0;
    for (let edge = firstEdge[state]!; edge < firstEdge[state + 1]!; edge++) {
      const instance = numberOf[edgeActions[edge]!]!;
      if (instance < 0 || enabledAt[instance] === state) continue;
      enabledAt[instance] = state;
      enabled++;
    }
    return enabled;
  };
  let count = 0;
  for (let state = 0; state < stateCount; state++) count += instances.length - mark(state);
  enabledAt.fill(-1);
  return {
    instances,
    count,
    at: (state) => {
      mark(state);
      const disabled: number[] = [];
      for (let i = 0; i < instances.length; i++) if (enabledAt[i] !== state) disabled.push(i);
      return disabled;
    },
  };
}
