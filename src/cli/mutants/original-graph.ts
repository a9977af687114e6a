import { configLimits, readStateGraph, type CheckSettings, type StateGraphError } from '../../check/index.ts';
import { separation, stateAt, type Separation, type StateGraph, type Tried } from '../../graph/index.ts';
import type { ModelTask } from '../../manifest/index.ts';
import { parseConfig } from '../../parser/index.ts';
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
  const isCut = isConstrained(task);
  if (suite.value) return ok(originalOf(suite.value.graph, suite.value, isCut));
  const noGraph = (error: StateGraphError): Result<never, string> =>
    fail(graphProblem(error, 'with smaller constants, the mutants can be compared with it'));
  const read = await readStateGraph(task, settings);
  if (!read.ok) return noGraph(read.error);
  const { graph } = read.value;
  const listed = await read.value.listActions();
  if (!listed.ok) return noGraph(listed.error);
  const actions = [...graph.actions, ...listed.value.instances];
  const tried = new Set(isCut ? [] : actions.map((action) => printAction(action, printValue)));
  const tests: GraphTests = {
    edge: () => ANY_SUITE,
    refusals: (_, action) => (tried.has(action) ? ANY_SUITE : undefined),
    initial: ANY_SUITE,
  };
  return ok(originalOf(graph, tests, isCut));
}

/** Whether TLC leaves transitions out of the graph of a model. */
function isConstrained({ configText }: ModelTask): boolean {
  const config = parseConfig(configText);
  return !config.ok || configLimits(config.value).length > 0;
}

/** What notices a difference of a model without a suite: one that `generate` would make. */
const ANY_SUITE = 'a suite of every transition';

/** @param isCut Whether the graphs lack what a constraint cuts off: properties may still say something of that. */
function originalOf(graph: StateGraph, tests: GraphTests, isCut: boolean): OriginalGraph {
  const tried: Tried = {
    edge: (edge) => tests.edge(edge) !== undefined,
    refusals: (state, action) => tests.refusals(state, action) !== undefined,
  };
  const same: MutantOutcome = isCut ? SAME_WITHIN : { kind: 'equivalent' };
  return {
    stateCount: graph.stateCount,
    graph,
    compare: (mutant) => {
      const found = separation(graph, mutant, tried);
      return found ? outcomeOf(graph, tests, found) : same;
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

const SAME_WITHIN: MutantOutcome = {
  kind: 'unknown',
  reason: 'the state graph is the same within the constraint; what it cuts off is not compared',
};

function outcomeOf(graph: StateGraph, tests: GraphTests, found: Separation): Different {
  const different = { kind: 'different', difference: differenceText(graph, found) } as const;
  if (found.kind === 'other-initial') return { ...different, by: tests.initial };
  if (found.kind === 'missing') return shownBy(different, tests.edge(found.edge));
  if (found.kind === 'not-refused') return shownBy(different, tests.refusals(found.state, found.action));
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
