import {
  compareValues,
  ok,
  traceStates,
  type ActionInstance,
  type Result,
  type Step,
  type Trace,
} from '../trace/index.ts';
import { instanceOf, isShownAs } from './action-instance.ts';
import { askPairs, type ExplainRequest } from './ask-pairs.ts';
import { UNNAMED_ACTION } from './build-trace.ts';
import type { Question, StatePair } from './explain-module.ts';
import { knownActions, type KnownAction } from './known-actions.ts';
import { questionsOf } from './questions.ts';
import type { Answers } from './read-answers.ts';

/** A trace with the action instances of each step, and all actions of the specification. */
export interface Explained {
  readonly trace: Trace;
  readonly actions: readonly KnownAction[];
}

/**
 * Names the action instances of each step: TLC 2.18 prints an action's name only, so TLC is asked which instances of
 * which disjuncts of Next allow each pair of states. Where several do, the step keeps them all.
 * What cannot be found out is said in the notes of the trace; the trace itself is never lost.
 */
export async function explainTrace(trace: Trace, request: ExplainRequest): Promise<Explained> {
  const questions = questionsOf(request);
  if (!questions.ok) return { trace: withNote(trace, unknown(questions.error)), actions: [] };
  const answers = await ask(trace, questions.value, request);
  if (!answers.ok)
    return { trace: withNote(trace, unknown(answers.error)), actions: knownActions(questions.value) };
  return {
    trace: label(trace, questions.value, answers.value),
    actions: knownActions(questions.value, answers.value),
  };
}

const withNote = (trace: Trace, note: string): Trace => ({ ...trace, notes: [...trace.notes, note] });

const unknown = (reason: string): string => `arguments of actions are unknown: ${reason}`;

function pairsOf(trace: Trace): StatePair[] {
  const states = traceStates(trace);
  const path = trace.end.kind === 'lasso' ? [...states, states[trace.end.backTo]!] : states;
  return path.slice(1).map((after, i) => ({ before: path[i]!, after }));
}

async function ask(
  trace: Trace,
  questions: readonly Question[],
  request: ExplainRequest,
): Promise<Result<Answers, string>> {
  const pairs = pairsOf(trace);
  const nothingToAsk =
    pairs.length === 0 ||
    (questions.every(({ parameters }) => parameters.length === 0) &&
      trace.steps.every(({ actions }) => actions[0].name !== UNNAMED_ACTION));
  return nothingToAsk ? ok({ answers: [], ranges: [] }) : askPairs(pairs, questions, request);
}

function label(trace: Trace, questions: readonly Question[], { answers }: Answers): Trace {
  const notes: string[] = [];
  const labelStep = <S extends Omit<Step, 'state'>>(step: S, pair: number): S => {
    const said = step.actions[0];
    if (said.arguments) return step;
    const found = answers.filter((answer) => answer.pair === pair);
    const own = found.filter(({ question }) => isShownAs(questions[question]!, said.name, step.location));
    const others = found.filter((answer) => !own.includes(answer));
    const unnamed = said.name === UNNAMED_ACTION;
    const relevant = own.length > 0 || unnamed ? [...own, ...others] : [];
    const [first, ...more] = distinctInstances(
      relevant.map(({ question, values }) => instanceOf(questions[question]!, values)),
    );
    if (first) return { ...step, actions: [first, ...more] };
    if (unnamed || questions.some((q) => isShownAs(q, said.name, step.location) && q.parameters.length > 0)) {
      notes.push(`no instance of ${said.name} was found that allows step ${pair + 1}`);
      return step;
    }
    return { ...step, actions: [{ name: said.name, arguments: [] }] };
  };
  const steps = trace.steps.map(labelStep);
  const end =
    trace.end.kind === 'lasso' ? { ...trace.end, step: labelStep(trace.end.step, steps.length) } : trace.end;
  return { ...trace, steps, end, notes: [...trace.notes, ...notes] };
}

function distinctInstances(instances: readonly ActionInstance[]): ActionInstance[] {
  const equal = (a: ActionInstance, b: ActionInstance): boolean =>
    a.name === b.name &&
    a.arguments!.length === b.arguments!.length &&
    a.arguments!.every(({ value }, i) => compareValues(value, b.arguments![i]!.value) === 0);
  return instances.filter((instance, i) => instances.findIndex((other) => equal(instance, other)) === i);
}
