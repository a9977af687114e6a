import {
  diffStates,
  printAction,
  printValue,
  traceStates,
  type ActionInstance,
  type Outcomes,
  type State,
  type Step,
  type TlaValue,
  type TraceChoices,
} from '../../trace/index.ts';
import type { SuiteTraceInput } from '../suite-input.ts';
import { commentText, propertyKey, stringLiteral, valueLiteral } from './literal.ts';

/** A trace as the templates print it: texts that are TypeScript already. */
export interface TracePlan {
  readonly comments: readonly string[];
  readonly id: string;
  readonly title: string;
  readonly constants: readonly Assignment[];
  readonly initial: readonly Assignment[];
  readonly initialOutcomes: OutcomesPlan | null;
  readonly steps: readonly StepPlan[];
  readonly end: EndPlan;
}

interface Assignment {
  readonly key: string;
  readonly value: string;
}

interface OutcomesPlan {
  readonly comment: string;
  readonly count: number;
  /** Object literals. */
  readonly others: readonly string[];
}

interface StepPlan {
  readonly comments: readonly string[];
  /** An object literal. */
  readonly action: string;
  readonly changes: readonly Assignment[];
  readonly outcomes: OutcomesPlan | null;
}

interface EndPlan {
  readonly comment: string;
  readonly kind: string;
  readonly loop: {
    readonly backTo: number;
    readonly action: string;
    readonly outcomes: OutcomesPlan | null;
  } | null;
}

/** Decides how a trace stands in a suite; `variables` gives the order. */
export function planTrace(input: SuiteTraceInput, variables: readonly string[]): TracePlan {
  const { id, title, shows, constants, trace, choices, notes } = input;
  const states = traceStates(trace);
  const { initial } = choices;
  return {
    comments: [title, shows, ...trace.notes, ...notes].map(commentText),
    id: stringLiteral(id),
    title: stringLiteral(title),
    constants: constants.map(([name, value]) => assignment(name, value)),
    initial: assignments(trace.initial, variables),
    initialOutcomes: initial
      ? planOutcomes(initial, trace.initial, variables, `${initial.count} initial states`)
      : null,
    steps: trace.steps.map((step, i) => planStep(step, i, states[i]!, choices, variables)),
    end: planEnd(input, states.at(-1)!, variables),
  };
}

function planStep(
  step: Step,
  number: number,
  before: State,
  choices: TraceChoices,
  variables: readonly string[],
): StepPlan {
  const others = step.actions.slice(1).map((action) => printAction(action, printValue));
  const outcomes = stepOutcomes(number, before, choices, variables);
  return {
    action: callLiteral(step.actions[0]),
    changes: changesOf(before, step.state, variables),
    outcomes,
    comments: [
      ...(others.length > 0 ? [commentText(`also explained by ${others.join(', ')}`)] : []),
      ...(outcomes ? [outcomes.comment] : []),
    ],
  };
}

function planEnd(
  { trace, isDeadlock, choices }: SuiteTraceInput,
  last: State,
  variables: readonly string[],
): EndPlan {
  const { end, steps } = trace;
  const kind = isDeadlock ? 'deadlock' : end.kind;
  const comment = endComment(kind, end.kind === 'lasso' ? end.backTo : 0);
  const loop =
    end.kind === 'lasso'
      ? {
          backTo: end.backTo,
          action: callLiteral(end.step.actions[0]),
          outcomes: stepOutcomes(steps.length, last, choices, variables),
        }
      : null;
  return { comment, kind: stringLiteral(kind), loop };
}

function endComment(kind: 'finite' | 'deadlock' | 'stuttering' | 'lasso', backTo: number): string {
  switch (kind) {
    case 'finite':
      return 'The trace ends here.';
    case 'deadlock':
      return 'The trace ends in a deadlock: no action is possible here.';
    case 'stuttering':
      return 'The trace stays in this state for ever.';
    case 'lasso':
      return `The trace goes around a loop for ever: this action leads back to ${backTo === 0 ? 'the initial state' : `the state after step ${backTo}`}.`;
  }
}

function stepOutcomes(
  step: number,
  before: State,
  choices: TraceChoices,
  variables: readonly string[],
): OutcomesPlan | null {
  const outcomes = choices.steps.get(step);
  return outcomes ? planOutcomes(outcomes, before, variables, `${outcomes.count} outcomes here`) : null;
}

const planOutcomes = (
  { count, others }: Outcomes,
  before: State,
  variables: readonly string[],
  what: string,
): OutcomesPlan => ({
  comment: `The specification allows ${what}; the trace takes one of them.`,
  count,
  others: others.map((other) => objectLiteral(changesOf(before, other, variables))),
});

function changesOf(before: State, after: State, variables: readonly string[]): Assignment[] {
  const changed = new Set(diffStates(before, after).map(({ path }) => path[0]));
  return assignments(
    after,
    variables.filter((name) => changed.has(name)),
  );
}

const callLiteral = ({ name, arguments: values = [] }: ActionInstance): string => {
  const parameters = objectLiteral(values.map((argument) => assignment(argument.name, argument.value)));
  return `{ name: ${stringLiteral(name)}, parameters: ${parameters} }`;
};

const objectLiteral = (fields: readonly Assignment[]): string =>
  fields.length === 0 ? '{}' : `{ ${fields.map(({ key, value }) => `${key}: ${value}`).join(', ')} }`;

const assignment = (name: string, value: TlaValue): Assignment => ({
  key: propertyKey(name),
  value: valueLiteral(value),
});

const assignments = (state: State, names: readonly string[]): Assignment[] =>
  names.flatMap((name) => {
    const value = state.get(name);
    return value ? [assignment(name, value)] : [];
  });
