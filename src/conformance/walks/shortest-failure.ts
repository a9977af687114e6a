import type { Walk } from '../../trace/index.ts';
import { summaryOf, type ConformanceError } from '../conformance-error.ts';
import { GAVE_NO_ANSWER } from '../failure-text.ts';
import type { FailingPath } from './failing-path.ts';
import type { Place } from './place.ts';
import type { WalkGraph } from './walk-graph.ts';

/** What went wrong, and where a walk was then. */
export interface PlacedFailure {
  readonly error: ConformanceError;
  readonly at: Place;
}

/**
 * Takes a walk with another driver; answers with its failure. Refusals are tried in all states that it visits, in none, or in the
 * one state that is given.
 */
export type Attempt = (walk: Walk, refusals: 'all' | 'none' | number) => Promise<PlacedFailure | undefined>;

/** Steps and milliseconds that a search may take. */
const MOST_STEPS = 2_000;
const MOST_TIME = 500;

/**
 * The failure on the shortest way that is found: the same action goes wrong in the same way in a state that is nearer, or in the
 * same state, which is reached on a shorter way. Undefined where no shorter way shows it.
 *
 * @param known The shortest ways to failures that were found before: one mistake fails many walks.
 */
export async function shortestFailure(
  graph: WalkGraph,
  known: Map<string, FailingPath>,
  failure: PlacedFailure,
  attempt: Attempt,
): Promise<ConformanceError | undefined> {
  // Another walk would have to wait for no answer as well.
  if (summaryOf(failure.error).includes(GAVE_NO_ANSWER)) return undefined;
  const kind = kindOf(graph, failure);
  const { refusal, path } = failure.at;
  const end = performance.now() + MOST_TIME;
  let taken = 0;
  for (const candidate of candidates(graph, known.get(kind), failure.at)) {
    if (candidate.edges.length >= path.length || taken > MOST_STEPS || performance.now() > end) break;
    taken += candidate.edges.length + 1;
    const found = await attempt(candidate, refusal ? endOf(graph, candidate) : 'none');
    if (!found || kindOf(graph, found) !== kind) continue;
    known.set(kind, { start: found.at.start, edges: found.at.path });
    return found.error;
  }
  return inTheSameState(graph, failure, attempt);
}

/** Ways to where the same action may go wrong: the one that is known, then the shortest, the nearest first. */
function* candidates(graph: WalkGraph, known: Walk | undefined, at: Place): Iterable<Walk> {
  if (known && known.edges.length < at.path.length) yield known;
  const { actions, edges } = graph.set;
  const action = actionOf(graph, at);
  if (action === undefined) return;
  const isSame = (other: number): boolean => actions[other]!.name === actions[action]!.name;
  for (const state of graph.statesByDepth()) {
    const way = graph.shortestTo(state)!;
    if (at.refusal) {
      if (graph.disabledAt(state).some(isSame)) yield way;
    } else
      for (const edge of graph.edgesFrom(state))
        if (isSame(edges[edge]![2])) yield { ...way, edges: [...way.edges, edge] };
  }
}

const actionOf = ({ set }: WalkGraph, { refusal, edge }: Place): number | undefined =>
  refusal?.action ?? (edge === undefined ? undefined : set.edges[edge]![2]);

/** What goes wrong, whatever the parameters and values: what is said of it, the action, and the variables that differ. */
function kindOf(graph: WalkGraph, { error, at }: PlacedFailure): string {
  const [what = '', ...details] = summaryOf(error).split('\n');
  const action = actionOf(graph, at);
  const name = action === undefined ? '' : graph.set.actions[action]!.name;
  const variables = details.flatMap((line) => /^ {2}(\w+)/.exec(line)?.[1] ?? []);
  const said = action === undefined ? what : what.replace(graph.nameOf(action), name);
  return [at.refusal?.was ?? 'step', name, said, ...[...new Set(variables)].sort()].join(' ');
}

const endOf = ({ set }: WalkGraph, { start, edges }: Walk): number =>
  edges.length === 0 ? start : set.edges[edges.at(-1)!]![1];

/** The same failure on the shortest way to the last state that was right, with all that is refused on it. */
async function inTheSameState(
  graph: WalkGraph,
  { error, at }: PlacedFailure,
  attempt: Attempt,
): Promise<ConformanceError | undefined> {
  const path = graph.shortestTo(at.state);
  if (!path) return undefined;
  const edges = [...path.edges, ...(at.edge === undefined ? [] : [at.edge])];
  if (edges.length >= at.path.length) return undefined;
  const again = await attempt({ start: path.start, edges }, 'all');
  return again && summaryOf(again.error) === summaryOf(error) ? again.error : undefined;
}
