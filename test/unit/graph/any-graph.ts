import fc from 'fast-check';
import { createStateGraph, type StateGraph } from '../../../src/graph/index.ts';
import { int } from '../../../src/trace/index.ts';

/** A graph with one variable `n`, from edges `[source, target, action]`. */
export function graphOf(
  stateCount: number,
  initial: readonly number[],
  edges: readonly (readonly [number, number, number])[],
): StateGraph {
  const actionCount = Math.max(-1, ...edges.map(([, , action]) => action)) + 1;
  const graph = createStateGraph({
    variables: ['n'],
    values: [Array.from({ length: stateCount }, (_, n) => int(n))],
    rows: Uint32Array.from({ length: stateCount }, (_, n) => n),
    initial: Uint32Array.from(initial),
    actions: Array.from({ length: actionCount }, (_, n) => ({
      name: 'Go',
      arguments: [{ name: 'n', value: int(n) }],
    })),
    sources: Uint32Array.from(edges, ([source]) => source),
    targets: Uint32Array.from(edges, ([, target]) => target),
    edgeActions: Uint32Array.from(edges, ([, , action]) => action),
  });
  if (!graph.ok) throw new Error(graph.error.message);
  return graph.value;
}

/** Any graph: cycles, self-loops, parallel edges, several initial states, states that cannot be reached. */
export const anyGraph = (maxStates: number, maxEdges: number): fc.Arbitrary<StateGraph> =>
  fc.integer({ min: 1, max: maxStates }).chain((count) => {
    const state = fc.nat(count - 1);
    const edges = fc.array(fc.tuple(state, state, fc.nat(2)), { maxLength: maxEdges });
    const initial = fc.uniqueArray(state, { minLength: 1, maxLength: 2 });
    return fc.tuple(initial, edges).map(([first, all]) => graphOf(count, first, all));
  });

/** The states that can be reached, found in the plainest way. */
export function reachable(graph: StateGraph): ReadonlySet<number> {
  const found = new Set(graph.initial);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    graph.sources.forEach((source, edge) => found.has(source) && found.add(graph.targets[edge]!));
  }
  return found;
}
