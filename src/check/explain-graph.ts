import {
  explainEdges,
  pairChunks,
  stateAt,
  unexplainedPairs,
  type Explanation,
  type StateGraph,
  type StatePairs,
} from '../graph/index.ts';
import { fail, ok, type ActionInstance, type Result, type State, type TlaValue } from '../trace/index.ts';
import { instanceOf } from './action-instance.ts';
import { askPairs, type ExplainRequest } from './ask-pairs.ts';
import type { Question, StatePair } from './explain-module.ts';
import { knownActions, type KnownAction } from './known-actions.ts';
import type { Answers } from './read-answers.ts';
import type { StateGraphError } from './state-graph-error.ts';

/** A graph whose edges have full action instances. */
export interface ExplainedGraph {
  readonly graph: StateGraph;
  readonly actions: readonly KnownAction[];
}

/** Pairs in one question to TLC: enough to make its start count little, few enough for SANY's memory. */
const PAIRS_AT_ONCE = 50_000;

/** Asks TLC for the arguments of all actions that the graph knows by name only, chunk by chunk. */
export async function explainGraph(
  graph: StateGraph,
  questions: readonly Question[],
  request: ExplainRequest,
  pairsAtOnce = PAIRS_AT_ONCE,
): Promise<Result<ExplainedGraph, StateGraphError>> {
  const shownAs = graph.actions.map(({ name }) => questions.filter((q) => q.shownAs.name === name));
  const isKnown = (action: number): boolean => plainQuestion(shownAs[action]!) !== undefined;
  const pairs = unexplainedPairs(graph, isKnown);
  const explanations: Explanation[] = [];
  let ranges: Answers['ranges'] = [];
  const instances = internInstances(questions);
  for (const [from, to] of pairChunks(pairs, pairsAtOnce)) {
    const asked = await askPairs(statePairs(graph, pairs, from, to), questions, request);
    if (!asked.ok) return fail(unexplained(asked.error));
    ranges = asked.value.ranges;
    for (const { pair, question, values } of asked.value.answers) {
      explanations.push({
        pair: pair + from,
        shownAs: questions[question]!.shownAs.name,
        instance: instances(question, values),
      });
    }
  }
  const explained = explainEdges(graph, pairs, explanations, (action) =>
    instanceOf(plainQuestion(shownAs[action]!)!, []),
  );
  if (!explained.ok) return fail(unexplained(explained.error.message));
  return ok({ graph: explained.value, actions: knownActions(questions, { ranges }) });
}

/** The only question that TLC shows under a name, if it has no parameters: then the name says everything. */
const plainQuestion = (questions: readonly Question[]): Question | undefined =>
  questions.length === 1 && questions[0]!.parameters.length === 0 ? questions[0] : undefined;

/** The states of pairs; equal states are the same object, so that each is printed once. */
function statePairs(graph: StateGraph, pairs: StatePairs, from: number, to: number): StatePair[] {
  const states = new Map<number, State>();
  const stateOf = (number: number): State => {
    const state = states.get(number) ?? stateAt(graph, number);
    states.set(number, state);
    return state;
  };
  return Array.from({ length: to - from }, (_, i) => ({
    before: stateOf(pairs.before[from + i]!),
    after: stateOf(pairs.after[from + i]!),
  }));
}

/** One object for all answers with the same arguments. */
function internInstances(
  questions: readonly Question[],
): (question: number, values: readonly TlaValue[]) => ActionInstance {
  const known = questions.map(() => new Map<readonly TlaValue[], ActionInstance>());
  return (question, values) => {
    const instance = known[question]!.get(values) ?? instanceOf(questions[question]!, values);
    known[question]!.set(values, instance);
    return instance;
  };
}

const unexplained = (reason: string): StateGraphError => ({
  code: 'unexplained',
  message: `Arguments of actions could not be found out: ${reason}`,
});
