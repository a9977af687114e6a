import {
  diffStates,
  fail,
  ok,
  printAction,
  printValue,
  traceStates,
  type ActionInstance,
  type Result,
  type State,
  type Step,
  type TlaValue,
} from '../../trace/index.ts';
import type { SuiteError, SuiteInput, SuiteTraceInput } from '../suite-input.ts';
import { hostType } from './host-type.ts';
import { commentText, propertyKey, stringLiteral, valueLiteral } from './literal.ts';

/** What the templates print: texts that are TypeScript already, in the order in which they stand. */
export interface SuitePlan {
  readonly name: string;
  readonly header: readonly string[];
  readonly driverModule: string;
  readonly replayCommand: string;
  readonly state: readonly TypedName[];
  readonly constants: readonly TypedName[];
  readonly actions: readonly { readonly name: string; readonly parameters: readonly TypedName[] }[];
  readonly traces: readonly TracePlan[];
}

interface TypedName {
  readonly key: string;
  readonly type: string;
}

interface Assignment {
  readonly key: string;
  readonly value: string;
}

interface TracePlan {
  readonly comments: readonly string[];
  readonly id: string;
  readonly title: string;
  readonly constants: readonly Assignment[];
  readonly initial: readonly Assignment[];
  readonly steps: readonly StepPlan[];
  readonly loop: {
    readonly backTo: number;
    readonly name: string;
    readonly parameters: readonly Assignment[];
  } | null;
}

interface StepPlan {
  readonly name: string;
  readonly parameters: readonly Assignment[];
  readonly changes: readonly Assignment[];
  readonly comment: string | null;
}

/** Decides everything about a suite; the templates only print the plan. */
export function planSuite(input: SuiteInput): Result<SuitePlan, SuiteError> {
  const error = findError(input);
  if (error) return fail(error);
  const states = input.traces.flatMap(({ trace }) => traceStates(trace));
  return ok({
    name: stringLiteral(input.name),
    header: header(input),
    driverModule: stringLiteral(input.driverModule),
    replayCommand: stringLiteral(input.replayCommand),
    state: input.variables.map((name) =>
      typedName(
        name,
        states.flatMap((state) => state.get(name) ?? []),
      ),
    ),
    constants: constantNames(input.traces),
    actions: input.actions.map(({ name, parameters }) => ({
      name: stringLiteral(name),
      parameters: parameters.map((parameter) =>
        typedName(parameter.name, [
          ...parameter.samples,
          ...seenArguments(input.traces, name, parameter.name),
        ]),
      ),
    })),
    traces: input.traces.map((trace) => planTrace(trace, input.variables)),
  });
}

function findError({ traces, variables, actions }: SuiteInput): SuiteError | undefined {
  if (traces.length === 0) return { code: 'no-traces', message: 'there is no trace to make a test of' };
  const ids = new Set<string>();
  for (const { id, trace } of traces) {
    if (!/^[A-Za-z0-9_.-]+$/.test(id))
      return { code: 'bad-id', message: `"${id}" cannot be the name of a test` };
    if (ids.has(id)) return { code: 'duplicate-id', message: `two traces are named ${id}` };
    ids.add(id);
    const unknown = stepsOf(trace).find(({ actions }) => actions[0].arguments === undefined);
    if (unknown) {
      const why = trace.notes.length > 0 ? `: ${trace.notes.join('; ')}` : '';
      return {
        code: 'unknown-arguments',
        message: `${id}: the arguments of ${unknown.actions[0].name} are not known${why}`,
      };
    }
    const stray = stepsOf(trace).find((step) => !fits(step.actions[0], actions));
    if (stray) {
      const message = `${id}: ${printAction(stray.actions[0], printValue)} is no action of the specification as it was read`;
      return { code: 'unknown-action', message };
    }
    const names = [...trace.initial.keys()];
    if (names.length !== variables.length || names.some((name) => !variables.includes(name))) {
      const message = `${id}: the trace shows ${names.join(', ')}, the module has ${variables.join(', ')}`;
      return { code: 'different-variables', message };
    }
  }
  return undefined;
}

/** Whether an instance has the name and the parameters of one of the actions. */
const fits = (instance: ActionInstance, actions: SuiteInput['actions']): boolean =>
  actions.some(
    ({ name, parameters }) =>
      name === instance.name &&
      parameters.length === instance.arguments?.length &&
      parameters.every((parameter, i) => parameter.name === instance.arguments?.[i]?.name),
  );

const stepsOf = ({ steps, end }: SuiteTraceInput['trace']): readonly Omit<Step, 'state'>[] =>
  end.kind === 'lasso' ? [...steps, end.step] : steps;

const typedName = (name: string, samples: readonly TlaValue[]): TypedName => ({
  key: propertyKey(name),
  type: hostType(samples),
});

function constantNames(traces: readonly SuiteTraceInput[]): TypedName[] {
  const names = new Set(traces.flatMap(({ constants }) => constants.map(([name]) => name)));
  return [...names].map((name) =>
    typedName(
      name,
      traces.flatMap(({ constants }) => constants.filter(([n]) => n === name).map(([, value]) => value)),
    ),
  );
}

const seenArguments = (traces: readonly SuiteTraceInput[], action: string, parameter: string): TlaValue[] =>
  traces
    .flatMap(({ trace }) => stepsOf(trace).flatMap(({ actions }) => actions))
    .filter(({ name }) => name === action)
    .flatMap((instance) => instance.arguments?.filter(({ name }) => name === parameter) ?? [])
    .map(({ value }) => value);

function header(input: SuiteInput): string[] {
  return [
    `Conformance suite of ${input.name}, generated by Tracewright; do not edit. Write it again with:`,
    `  ${input.generateCommand}`,
    ...input.provenance,
  ].map(commentText);
}

function planTrace(
  { id, title, shows, constants, trace }: SuiteTraceInput,
  variables: readonly string[],
): TracePlan {
  const states = traceStates(trace);
  return {
    comments: [title, shows, ...trace.notes].map(commentText),
    id: stringLiteral(id),
    title: stringLiteral(title),
    constants: constants.map(([name, value]) => assignment(name, value)),
    initial: assignments(trace.initial, variables),
    steps: trace.steps.map((step, i) => planStep(step, states[i]!, variables)),
    loop:
      trace.end.kind === 'lasso' ? { backTo: trace.end.backTo, ...call(trace.end.step.actions[0]) } : null,
  };
}

function planStep(step: Step, before: State, variables: readonly string[]): StepPlan {
  const changed = new Set(diffStates(before, step.state).map(({ path }) => path[0]));
  const others = step.actions.slice(1).map((action) => printAction(action, printValue));
  return {
    ...call(step.actions[0]),
    changes: assignments(
      step.state,
      variables.filter((name) => changed.has(name)),
    ),
    comment: others.length > 0 ? commentText(`also explained by ${others.join(', ')}`) : null,
  };
}

const call = (action: ActionInstance): { name: string; parameters: Assignment[] } => ({
  name: stringLiteral(action.name),
  parameters: (action.arguments ?? []).map(({ name, value }) => assignment(name, value)),
});

const assignment = (name: string, value: TlaValue): Assignment => ({
  key: propertyKey(name),
  value: valueLiteral(value),
});

const assignments = (state: State, names: readonly string[]): Assignment[] =>
  names.flatMap((name) => {
    const value = state.get(name);
    return value ? [assignment(name, value)] : [];
  });
