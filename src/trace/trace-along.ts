import type { State } from './state.ts';
import type { Trace, TraceOrigin } from './trace.ts';
import type { Walk, WalkSet } from './walk-set.ts';

/** A walk through a state graph as a behavior. */
export function traceAlong(set: WalkSet, walk: Walk, origin?: TraceOrigin): Trace {
  const { actions, edges, states, values, variables } = set;
  const stateAt = (state: number): State =>
    new Map(variables.map((name, i) => [name, values[i]![states[state]![i]!]!]));
  return {
    initial: stateAt(walk.start),
    steps: walk.edges.map((edge) => {
      const [, target, action] = edges[edge]!;
      return { actions: [actions[action]!], state: stateAt(target) };
    }),
    end: { kind: 'finite' },
    ...(origin && { origin }),
    notes: [],
  };
}
