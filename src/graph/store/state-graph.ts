import { fail, ok, type ActionInstance, type Result, type State, type TlaValue } from '../../trace/index.ts';

/** What a state graph is made of, its edges in any order. */
export interface GraphParts {
  readonly variables: readonly string[];
  /** For each variable its different values. */
  readonly values: readonly (readonly TlaValue[])[];
  /** One row a state, one column a variable: the number of the value. */
  readonly rows: Uint32Array;
  readonly initial: Uint32Array;
  readonly actions: readonly ActionInstance[];
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly edgeActions: Uint32Array;
}

/**
 * The reachable states of a model and all transitions between them, self-loops and parallel edges included. States,
 * edges and actions are numbered from 0. Edges stand in the order of their sources: those of state `s` are
 * `firstEdge[s]` up to, not including, `firstEdge[s + 1]`. Nothing in a graph ever changes.
 */
export interface StateGraph extends GraphParts {
  readonly stateCount: number;
  readonly edgeCount: number;
  /** One longer than there are states. */
  readonly firstEdge: Uint32Array;
}

/** Parts that do not fit together: a number that names nothing. */
export interface GraphError {
  readonly code: 'no-such-number';
  readonly message: string;
}

/** Builds the graph; edges of one state keep the order in which they are given. */
export function createStateGraph(parts: GraphParts): Result<StateGraph, GraphError> {
  const width = parts.variables.length;
  const stateCount = width === 0 ? 0 : parts.rows.length / width;
  const edgeCount = parts.sources.length;
  const wrong = misfit(parts, stateCount);
  if (wrong !== undefined) return fail({ code: 'no-such-number', message: wrong });
  const firstEdge = new Uint32Array(stateCount + 1);
  for (const source of parts.sources) firstEdge[source + 1]!++;
  for (let state = 0; state < stateCount; state++) firstEdge[state + 1]! += firstEdge[state]!;
  const next = firstEdge.slice();
  const sorted = {
    sources: new Uint32Array(edgeCount),
    targets: new Uint32Array(edgeCount),
    edgeActions: new Uint32Array(edgeCount),
  };
  for (let i = 0; i < edgeCount; i++) {
    const source = parts.sources[i]!;
    const edge = next[source]!++;
    sorted.sources[edge] = source;
    sorted.targets[edge] = parts.targets[i]!;
    sorted.edgeActions[edge] = parts.edgeActions[i]!;
  }
  return ok({ ...parts, ...sorted, stateCount, edgeCount, firstEdge });
}

function misfit(parts: GraphParts, stateCount: number): string | undefined {
  const { variables, values, rows, initial, actions, sources, targets, edgeActions } = parts;
  if (values.length !== variables.length) return 'there is not one list of values for each variable';
  if (!Number.isInteger(stateCount)) return 'the last state is not complete';
  if (targets.length !== sources.length || edgeActions.length !== sources.length) {
    return 'the last edge is not complete';
  }
  for (let i = 0; i < rows.length; i++) {
    const column = i % variables.length;
    if (rows[i]! >= values[column]!.length) return `${variables[column]} has no value number ${rows[i]}`;
  }
  const outside = (numbers: Uint32Array, count: number): boolean => numbers.some((number) => number >= count);
  if (outside(initial, stateCount)) return 'an initial state does not exist';
  if (outside(sources, stateCount) || outside(targets, stateCount)) return 'an edge leads to no state';
  return outside(edgeActions, actions.length) ? 'an edge has no action' : undefined;
}

/** The values of a state, its variables in the graph's order. */
export function stateAt(graph: StateGraph, state: number): State {
  const { variables, values, rows } = graph;
  const base = state * variables.length;
  return new Map(variables.map((name, i) => [name, values[i]![rows[base + i]!]!] as const));
}
