import type { GuardCoverage, Mutation, PartCoverage } from '../../check/index.ts';
import type { StateGraph } from '../../graph/index.ts';
import type { TlaValue } from '../../trace/index.ts';

/** What is known of a model before any of its mutants is tried. */
export interface ModelFacts {
  readonly graph?: StateGraph | undefined;
  /** What TLC counted of each conjunct. */
  readonly guards?: GuardCoverage | undefined;
}

/**
 * Whether a change can make a difference in a model: a conjunct that is dropped has to be false somewhere, one that is negated has to
 * be reached, an action has to change the variable whose update is dropped, or to find another value than the initial one where one
 * is added, and a wrong index needs another element than the right one. `true` where that is not known; `false` is certain.
 */
export function canShow({ graph, guards }: ModelFacts, mutation: Mutation): boolean {
  switch (mutation.kind) {
    case 'Init weakened':
      return true;
    case 'guard dropped':
      return partsAt(guards, mutation)?.some(({ refused, failed }) => refused + failed > 0) ?? true;
    case 'guard negated':
      return (
        partsAt(guards, mutation)?.some(({ passed, refused, failed }) => passed + refused + failed > 0) ??
        true
      );
    case 'update dropped':
    case 'update added':
    case 'wrong index':
      return graph === undefined || canShowUpdate(graph, mutation);
  }
}

/** A conjunct of several actions has a count for each of them; undefined of one that was not counted wherever it stands. */
function partsAt(
  guards: GuardCoverage | undefined,
  { location, isOnlyGuard }: Mutation,
): readonly PartCoverage[] | undefined {
  if (!isOnlyGuard || (guards?.notes ?? []).length > 0) return undefined;
  const key = JSON.stringify(location);
  const found = guards?.actions.flatMap(({ parts }) =>
    parts.filter((part) => JSON.stringify(part.location) === key),
  );
  return found && found.length > 0 ? found : undefined;
}

function canShowUpdate(graph: StateGraph, { kind, variable, actions }: Mutation): boolean {
  const column = graph.variables.indexOf(variable ?? '');
  if (column === -1) return true;
  if (kind === 'wrong index') return graph.values[column]!.some(hasSeveralElements);
  const valueIn = (state: number): number => graph.rows[state * graph.variables.length + column]!;
  const initial = new Set(Array.from(graph.initial, valueIn));
  const names = new Set(actions);
  return graph.sources.some((source, edge) => {
    if (!names.has(graph.actions[graph.edgeActions[edge]!]!.name)) return false;
    return kind === 'update added'
      ? !initial.has(valueIn(source))
      : valueIn(source) !== valueIn(graph.targets[edge]!);
  });
}

const hasSeveralElements = (value: TlaValue): boolean =>
  (value.kind === 'seq' && value.elements.length > 1) ||
  (value.kind === 'fn' && value.entries.length > 1) ||
  (value.kind === 'record' && value.fields.length > 1);
