import {
  actionSignature,
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
import { headerLines } from '../seal.ts';
import type { SuiteError, SuiteInput, SuiteTraceInput } from '../suite-input.ts';
import { hostType } from './host-type.ts';
import { commentText, propertyKey, stringLiteral } from './literal.ts';
import { planComparison, type ComparisonPlan } from './plan-comparison.ts';
import { planTrace, type TracePlan } from './plan-trace.ts';
import { planWalks, type WalksPlan } from './plan-walks.ts';

/** What the templates print: texts that are TypeScript already, in the order in which they stand. */
export interface SuitePlan {
  readonly name: string;
  readonly header: readonly string[];
  readonly driverModule: string;
  readonly manifest: string;
  readonly project: string;
  readonly state: readonly TypedName[];
  readonly constants: readonly TypedName[];
  readonly actions: readonly { readonly name: string; readonly parameters: readonly TypedName[] }[];
  readonly traces: readonly TracePlan[];
  readonly comparison: ComparisonPlan;
  readonly walks: readonly WalksPlan[];
  /** Whether there are walks whose choices the implementation makes. */
  readonly hasFreeWalks: boolean;
}

interface TypedName {
  readonly key: string;
  readonly type: string;
}

/** Decides everything about a suite; the templates only print the plan. */
export function planSuite(input: SuiteInput): Result<SuitePlan, SuiteError> {
  const error = findError(input);
  if (error) return fail(error);
  const variables = variablesOf(input);
  const states = input.traces.flatMap(statesIn);
  return ok({
    name: stringLiteral(input.name),
    header: header(input),
    driverModule: stringLiteral(asImported(input.driverModule)),
    manifest: stringLiteral(input.manifest),
    project: stringLiteral(input.project),
    state: variables.map((name) =>
      typedName(name, [...states.flatMap((state) => state.get(name) ?? []), ...valuesInWalks(input, name)]),
    ),
    constants: constantNames([...input.traces, ...input.walks.map(({ set }) => set)]),
    actions: input.actions.map(({ name, parameters }) => ({
      name: stringLiteral(name),
      parameters: parameters.map((parameter) =>
        typedName(parameter.name, [
          ...parameter.samples,
          ...seenArguments(input, actionSignature(name, parameters), parameter.name),
        ]),
      ),
    })),
    traces: input.traces.map((trace) => planTrace(trace, variables)),
    comparison: planComparison(input.comparison ?? {}),
    walks: input.walks.map(planWalks),
    hasFreeWalks: input.walks.some(({ set }) => set.choices === 'implementation'),
  });
}

/** The extension of the compiled file, by which TypeScript and vite find the source without any setting. */
const asImported = (path: string): string => path.replace(/\.([cm]?)tsx?$/, '.$1js');

/** One trace or some walks with a name and variables. */
interface Behaviors {
  readonly id: string;
  readonly variables: readonly string[];
}

const behaviorsOf = ({ traces, walks }: Pick<SuiteInput, 'traces' | 'walks'>): readonly Behaviors[] => [
  ...traces.map(({ id, trace }) => ({ id, variables: [...trace.initial.keys()] })),
  ...walks.map(({ set: { id, variables, ignored = [] } }) => ({
    id,
    variables: variables.filter((name) => !ignored.includes(name)),
  })),
];

const variablesOf = (input: SuiteInput): readonly string[] => behaviorsOf(input)[0]!.variables;

const valuesInWalks = ({ walks }: SuiteInput, variable: string): readonly TlaValue[] =>
  walks.flatMap(({ set }) => set.values[set.variables.indexOf(variable)] ?? []);

/** All states that a driver may show: those of the trace, and those where it may go another way. */
const statesIn = ({ trace, choices }: SuiteTraceInput): readonly State[] => [
  ...traceStates(trace),
  ...(choices.initial?.others ?? []),
  ...[...choices.steps.values()].flatMap(({ others }) => others),
];

function findError(input: SuiteInput): SuiteError | undefined {
  const { traces, actions } = input;
  const [first, ...others] = behaviorsOf(input);
  if (!first) return { code: 'no-traces', message: 'there is no trace to make a test of' };
  const ids = new Set<string>();
  for (const { id } of [first, ...others]) {
    if (!/^[A-Za-z0-9_.-]+$/.test(id))
      return { code: 'bad-id', message: `"${id}" cannot be the name of a test` };
    if (ids.has(id)) return { code: 'duplicate-id', message: `two tests are named ${id}` };
    ids.add(id);
  }
  for (const { id, trace } of traces) {
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
  }
  const different = others
    .map((other) => differentVariables(first, other))
    .find((text) => text !== undefined);
  return different === undefined ? undefined : { code: 'different-variables', message: different };
}

/** A suite has one type of state. */
function differentVariables(first: Behaviors, other: Behaviors): string | undefined {
  const [ours, theirs] = [first.variables, other.variables];
  const missing = ours.filter((name) => !theirs.includes(name));
  const extra = theirs.filter((name) => !ours.includes(name));
  if (missing.length === 0 && extra.length === 0) return undefined;
  const has = (id: string, names: readonly string[]): string => `${id} has the variables ${names.join(', ')}`;
  const only = [
    ...(missing.length > 0 ? [`only ${first.id} has ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`only ${other.id} has ${extra.join(', ')}`] : []),
  ];
  const advice = 'all models with a "test" or a "walk" in one manifest need the same variables';
  return `${has(first.id, ours)}, but ${has(other.id, theirs)} (${only.join('; ')}): ${advice}`;
}

/** Whether an instance has the name and the parameters of one of the actions. */
const fits = (instance: ActionInstance, actions: SuiteInput['actions']): boolean =>
  actions.some(
    ({ name, parameters }) =>
      actionSignature(name, parameters) === actionSignature(instance.name, instance.arguments),
  );

const stepsOf = ({ steps, end }: SuiteTraceInput['trace']): readonly Omit<Step, 'state'>[] =>
  end.kind === 'lasso' ? [...steps, end.step] : steps;

const typedName = (name: string, samples: readonly TlaValue[]): TypedName => ({
  key: propertyKey(name),
  type: hostType(samples),
});

function constantNames(traces: readonly Pick<SuiteTraceInput, 'constants'>[]): TypedName[] {
  const names = new Set(traces.flatMap(({ constants }) => constants.map(([name]) => name)));
  return [...names].map((name) =>
    typedName(
      name,
      traces.flatMap(({ constants }) => constants.filter(([n]) => n === name).map(([, value]) => value)),
    ),
  );
}

const seenArguments = ({ traces, walks }: SuiteInput, signature: string, parameter: string): TlaValue[] =>
  [
    ...traces.flatMap(({ trace }) => stepsOf(trace).flatMap(({ actions }) => actions)),
    ...walks.flatMap(({ set }) => set.actions),
  ]
    .filter((instance) => actionSignature(instance.name, instance.arguments) === signature)
    .flatMap((instance) => instance.arguments?.filter(({ name }) => name === parameter) ?? [])
    .map(({ value }) => value);

const header = ({ name, generateCommand, madeBy, sources }: SuiteInput): string[] =>
  headerLines(`Conformance suite of ${name}`, generateCommand, madeBy, sources).map(commentText);
