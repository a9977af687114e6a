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
import type { NextStateDisjunct } from '../parser/index.ts';
import { askTlc } from './ask-tlc.ts';
import { askDisjuncts, type Question } from './explain-module.ts';
import type { ExplainRequest } from './explain-request.ts';
import { instanceOf } from './label-trace.ts';
import type { StateGraphError } from './state-graph-error.ts';
import type { StatePair } from './state-pair.ts';

/** A graph whose edges have full action instances. */
export interface ExplainedGraph {
  readonly graph: StateGraph;
  /** The disjuncts of the next-state relation. */
  readonly questions: readonly Question[];
}

/** Pairs in one question to TLC: enough to make its start count little, few enough for SANY's memory. */
const PAIRS_AT_ONCE = 50_000;

/** Asks TLC for the arguments of all actions that the graph knows by name only, chunk by chunk. */
export async function explainGraph(
  graph: StateGraph,
  disjuncts: readonly NextStateDisjunct[],
  request: ExplainRequest,
  pairsAtOnce = PAIRS_AT_ONCE,
): Promise<Result<ExplainedGraph, StateGraphError>> {
  const written = askDisjuncts(disjuncts, request.structure);
  if (!written.ok) return fail(unexplained(written.error));
  const questions = written.value;
  const shownAs = graph.actions.map(({ name }) => questions.filter((q) => q.shownAs.name === name));
  const isKnown = (action: number): boolean => plainQuestion(shownAs[action]!) !== undefined;
  const pairs = unexplainedPairs(graph, isKnown);
  const explanations: Explanation[] = [];
  const intern = internInstances(questions);
  for (const [from, to] of pairChunks(pairs, pairsAtOnce)) {
    const chunk = statePairs(graph, pairs, from, to, questions);
    const asked = await askTlc(() => chunk, disjuncts, request);
    if (!asked.ok) return fail(unexplained(asked.error));
    const { answers } = asked.value;
    if (answers.unread > 0) return fail(unexplained(`${answers.unread} of TLC's answers could not be read`));
    for (const { step, question, values } of answers.answers) {
      explanations.push({
        pair: step,
        shownAs: questions[question]!.shownAs.name,
        instance: intern(question, values),
      });
    }
  }
  const explained = explainEdges(graph, pairs, explanations, (action) =>
    instanceOf({ question: questions.indexOf(plainQuestion(shownAs[action]!)!), values: [] }, questions),
  );
  if (!explained.ok) return fail(unexplained(explained.error.message));
  return ok({ graph: explained.value, questions });
}

/** The only question that TLC shows under a name, if it has no parameters: then the name says everything. */
const plainQuestion = (questions: readonly Question[]): Question | undefined =>
  questions.length === 1 && questions[0]!.parameters.length === 0 ? questions[0] : undefined;

/**
 * The states of pairs, and the questions that TLC shows under the names of their edges: what it has evaluated there
 * before. Equal states are the same object, so that each is printed once.
 */
function statePairs(
  graph: StateGraph,
  pairs: StatePairs,
  from: number,
  to: number,
  questions: readonly Question[],
): StatePair[] {
  const states = new Map<number, State>();
  const stateOf = (number: number): State => {
    const state = states.get(number) ?? stateAt(graph, number);
    states.set(number, state);
    return state;
  };
  const names = Array.from({ length: to - from }, () => new Set<string>());
  pairs.pairOf.forEach((pair, edge) => {
    if (pair >= from && pair < to) names[pair - from]!.add(graph.actions[graph.edgeActions[edge]!]!.name);
  });
  return names.map((shown, i) => ({
    step: from + i,
    before: stateOf(pairs.before[from + i]!),
    after: stateOf(pairs.after[from + i]!),
    asked: questions.flatMap(({ shownAs }, question) => (shown.has(shownAs.name) ? [question] : [])),
  }));
}

/** One object for all answers with the same arguments. */
function internInstances(
  questions: readonly Question[],
): (question: number, values: readonly TlaValue[]) => ActionInstance {
  const known = questions.map(() => new Map<readonly TlaValue[], ActionInstance>());
  return (question, values) => {
    const instance = known[question]!.get(values) ?? instanceOf({ question, values }, questions);
    known[question]!.set(values, instance);
    return instance;
  };
}

/** The error that says that TLC did not tell what it was asked of a graph. */
export const unexplained = (reason: string): StateGraphError => ({
  code: 'unexplained',
  message: `Arguments of actions could not be found out: ${reason}`,
});
