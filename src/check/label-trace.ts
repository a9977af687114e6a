import {
  compareValues,
  type ActionInstance,
  type SourceLocation,
  type Step,
  type Trace,
} from '../trace/index.ts';
import { UNNAMED_ACTION } from '../parser/index.ts';
import type { Question } from './explain-module.ts';
import type { Answer, Answers } from './read-answers.ts';

/**
 * Puts the instances that TLC found on the steps of a trace. First comes what TLC itself named, then what explains the
 * step as well. A step that stays without arguments has a note.
 */
export function labelTrace(trace: Trace, questions: readonly Question[], { answers }: Answers): Trace {
  const notes: string[] = [];
  const label = <S extends Omit<Step, 'state'>>(step: S, number: number): S => {
    const found = answers.filter((answer) => answer.step === number);
    const actions = instancesOf(step, found, questions);
    if (actions) return { ...step, actions };
    const { name } = step.actions[0];
    notes.push(
      name === UNNAMED_ACTION
        ? `no action was found that leads from state ${number + 1} to the next`
        : `the arguments of ${name} that lead to state ${number + 2} are not known`,
    );
    return step;
  };
  const steps = trace.steps.map(label);
  const end =
    trace.end.kind === 'lasso' ? { ...trace.end, step: label(trace.end.step, steps.length) } : trace.end;
  return { ...trace, steps, end, notes: [...trace.notes, ...notes] };
}

type Actions = Step['actions'];

function instancesOf(
  { actions: [said], location }: Omit<Step, 'state'>,
  found: readonly Answer[],
  questions: readonly Question[],
): Actions | undefined {
  const isNamed = ({ question }: Answer): boolean => isShownAs(questions[question]!, said.name, location);
  const own = found.filter(isNamed).map((answer) => instanceOf(answer, questions));
  const others = found.filter((answer) => !isNamed(answer)).map((answer) => instanceOf(answer, questions));
  // What TLC printed with its arguments stands; what else explains the step comes after it.
  if (said.arguments)
    return [said, ...distinct([...own, ...others]).filter((other) => !areEqual(other, said))];
  if (own.length > 0 || said.name === UNNAMED_ACTION) {
    const [first, ...more] = distinct([...own, ...others]);
    return first && [first, ...more];
  }
  const known = questions.filter((question) => isShownAs(question, said.name, location));
  const hasNoParameters = known.length > 0 && known.every(({ parameters }) => parameters.length === 0);
  return hasNoParameters ? [{ name: said.name, arguments: [] }] : undefined;
}

/** Whether TLC's header of a step fits a disjunct. */
export const isShownAs = (
  { shownAs }: Question,
  name: string,
  location: SourceLocation | undefined,
): boolean =>
  shownAs.name === name &&
  (!location ||
    !shownAs.location ||
    (location.module === shownAs.location.module &&
      location.beginLine === shownAs.location.beginLine &&
      location.beginColumn === shownAs.location.beginColumn));

/** The action instance of an answer. */
export const instanceOf = (
  answer: Pick<Answer, 'question' | 'values'>,
  questions: readonly Question[],
): ActionInstance => {
  const { name, parameters } = questions[answer.question]!;
  return {
    name,
    arguments: parameters.map((parameter, i) => ({ name: parameter.name, value: answer.values[i]! })),
  };
};

const areEqual = (a: ActionInstance, b: ActionInstance): boolean =>
  a.name === b.name &&
  a.arguments?.length === b.arguments?.length &&
  (a.arguments ?? []).every(({ value }, i) => compareValues(value, b.arguments![i]!.value) === 0);

const distinct = (instances: readonly ActionInstance[]): ActionInstance[] =>
  instances.filter((instance, i) => instances.findIndex((other) => areEqual(instance, other)) === i);
