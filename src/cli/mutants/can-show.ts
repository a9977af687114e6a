import type { Mutation } from '../../check/index.ts';
import type { StateGraph } from '../../graph/index.ts';
import type { TlaValue } from '../../trace/index.ts';

/**
 * Whether a change of an update can make a difference in a graph: the action has to change the variable somewhere, and a wrong
 * index needs another element than the right one. `true` of all other changes, and where the variable is not known.
 */
export function canShow(graph: StateGraph, { kind, variable, actions }: Mutation): boolean {
  if (kind !== 'update dropped' && kind !== 'wrong index') return true;
  const column = graph.variables.indexOf(variable ?? '');
  if (column === -1) return true;
  if (kind === 'wrong index' && !graph.values[column]!.some(hasSeveralElements)) return false;
  return changes(graph, column, new Set(actions));
}

function changes(
  { actions, edgeActions, rows, sources, targets, variables }: StateGraph,
  column: number,
  names: ReadonlySet<string>,
): boolean {
  const valueIn = (state: number): number => rows[state * variables.length + column]!;
  return sources.some(
    (source, edge) =>
      names.has(actions[edgeActions[edge]!]!.name) && valueIn(source) !== valueIn(targets[edge]!),
  );
}

const hasSeveralElements = (value: TlaValue): boolean =>
  (value.kind === 'seq' && value.elements.length > 1) ||
  (value.kind === 'fn' && value.entries.length > 1) ||
  (value.kind === 'record' && value.fields.length > 1);
