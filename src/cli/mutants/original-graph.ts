import { readStateGraph, type CheckSettings } from '../../check/index.ts';
import { separation, stateAt, type Separation, type StateGraph, type Tried } from '../../graph/index.ts';
import type { ModelTask } from '../../manifest/index.ts';
import { fail, ok, printAction, printState, printValue, type Result } from '../../trace/index.ts';
import { graphProblem } from '../graph-problem.ts';
import { graphTests, type GraphTests } from './graph-tests.ts';
import type { Different, MutantOutcome } from './mutant-report.ts';

/** The state graph of a model with the tests that walk through it, to hold mutants against. */
export interface OriginalGraph {
  readonly stateCount: number;
  readonly graph: StateGraph;
  /** What tells a mutant's graph from it. */
  compare(mutant: StateGraph): MutantOutcome;
  /** A test that tells a mutant from it of which only the beginning is known; undefined where that shows none. */
  compareBeginning(mutant: StateGraph, frontier: readonly number[]): Different | undefined;
}

/** Reads the graph, from the suite of the model where it has one; the error says why there is none. */
export async function readOriginal(
  task: ModelTask,
  settings: CheckSettings,
): Promise<Result<OriginalGraph, string>> {
  if (task.expected?.walk === 'simulation')
    return fail('its suite walks simulated behaviors, not a whole graph');
  const suite = await graphTests(task);
  if (!suite.ok) return suite;
  if (suite.value) return ok(originalOf(suite.value.graph, suite.value));
  const read = await readStateGraph(task, settings);
  if (!read.ok)
    return fail(graphProblem(read.error, 'with smaller constants, the mutants can be compared with it'));
  const { graph, limits } = read.value;
  const refusals = limits.length === 0 ? ANY_SUITE : undefined;
  return ok(originalOf(graph, { edge: () => ANY_SUITE, refusals: () => refusals, initial: ANY_SUITE }));
}

/** What notices a difference of a model without a suite: one that `generate` would make. */
const ANY_SUITE = 'a suite of every transition';

function originalOf(graph: StateGraph, tests: GraphTests): OriginalGraph {
  const tried: Tried = {
    edge: (edge) => tests.edge(edge) !== undefined,
    refusals: (state) => tests.refusals(state) !== undefined,
  };
  return {
    stateCount: graph.stateCount,
    graph,
    compare: (mutant) => {
      const found = separation(graph, mutant, tried);
      return found ? outcomeOf(graph, tests, found) : { kind: 'equivalent' };
    },
    compareBeginning: (mutant, frontier) => {
      // Where not even the initial states are all known, nothing is.
      if (mutant.edgeCount === 0) return undefined;
      const found = separation(graph, mutant, tried, frontier);
      const outcome = found && outcomeOf(graph, tests, found);
      return outcome?.by === undefined ? undefined : outcome;
    },
  };
}

function outcomeOf(graph: StateGraph, tests: GraphTests, found: Separation): Different {
  const different = { kind: 'different', difference: differenceText(graph, found) } as const;
  if (found.kind === 'other-initial') return { ...different, by: tests.initial };
  if (found.kind === 'missing') return shownBy(different, tests.edge(found.edge));
  if (found.kind === 'not-refused') return shownBy(different, tests.refusals(found.state));
  return different;
}

/** What a test can show may yet be where no test of this suite comes. */
const shownBy = (different: Different, by: string | undefined): Different => ({
  ...different,
  ...(by === undefined ? { isUntried: true } : { by }),
});

function differenceText(graph: StateGraph, found: Separation): string {
  const nameOf = (edge: number): string => printAction(graph.actions[graph.edgeActions[edge]!]!, printValue);
  const stateOf = (state: number): string => printState(stateAt(graph, state));
  switch (found.kind) {
    case 'other-initial':
    case 'fewer-initial':
      return `it does not begin with ${found.state}`;
    case 'more-initial':
      return `it may also begin with ${found.state}`;
    case 'missing':
    case 'fewer-outcomes':
      return `${nameOf(found.edge)} does not lead to ${stateOf(graph.targets[found.edge]!)}`;
    case 'not-refused':
      return `${found.action} is not refused in ${stateOf(found.state)}`;
    case 'more-outcomes':
      return `${found.action} has more outcomes in ${stateOf(found.state)}`;
  }
}
