import { parseConfig, type ModuleStructure } from '../parser/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import {
  actionSignature,
  fail,
  ok,
  printAction,
  printValue,
  traceStates,
  valuesEqual,
  type ActionInstance,
  type Outcomes,
  type Result,
  type State,
  type TlaValue,
  type Trace,
  type TraceChoices,
} from '../trace/index.ts';
import { applyOverrides } from './apply-overrides.ts';
import { differentVariables } from './different-variables.ts';
import { askDisjuncts, freshPrefix, type Question } from './explain-module.ts';
import type { ExplainRequest } from './explain-request.ts';
import { initialPredicate, modelDisjuncts } from './model-behavior.ts';
import { outcomesModule, type ActionUse } from './outcomes-module.ts';
import { createOutcomesReader, distinctStates, type PrintedOutcomes } from './read-outcomes.ts';
import { runOwnModule } from './run-own-module.ts';
import type { CheckSettings } from './settings.ts';

/** What TLC says of the choices along a trace. */
export interface AskedChoices {
  readonly choices: TraceChoices;
  /** What could not be found out, a sentence each. */
  readonly unknown: readonly string[];
  /** Why the specification does not allow the trace, a sentence each; TLC found no other way for these steps. */
  readonly impossible?: readonly string[];
}

/**
 * Asks TLC, of a trace of a model, where the specification leaves a choice that no action's arguments tell. The actions of
 * the trace need their arguments.
 */
export async function askChoices(
  task: ModelTask,
  trace: Trace,
  structure: Result<ModuleStructure, string>,
  settings: CheckSettings,
): Promise<AskedChoices> {
  const config = parseConfig(task.configText);
  if (!config.ok) return nothingKnown(config.error.message);
  if (!structure.ok) return nothingKnown(structure.error);
  return askOf(trace, {
    folder: task.folder,
    module: task.module,
    config: config.value,
    structure: applyOverrides(structure.value, config.value),
    settings,
  });
}

const NO_CHOICES: TraceChoices = { steps: new Map() };

const nothingKnown = (reason: string): AskedChoices => ({
  choices: NO_CHOICES,
  unknown: [`whether the specification leaves a choice along this trace is not known: ${reason}`],
});

/** Ways to ask, from the best to the one that asks for the least. */
const ATTEMPTS = [
  { withInitial: true, onlyItsArguments: true, writtenOut: false },
  { withInitial: true, onlyItsArguments: false, writtenOut: false },
  { withInitial: false, onlyItsArguments: true, writtenOut: false },
  // A LOCAL definition cannot be called from another module, but its body can be written out.
  { withInitial: true, onlyItsArguments: true, writtenOut: true },
  { withInitial: false, onlyItsArguments: true, writtenOut: true },
] as const;

async function askOf(trace: Trace, request: ExplainRequest): Promise<AskedChoices> {
  const { config, structure, module: root } = request;
  const prefix = freshPrefix(structure);
  const variables = [...trace.initial.keys()];
  if (traceStates(trace).some((state) => variables.some((name) => !state.has(name))))
    return nothingKnown('it has a state in which a variable has no value');
  const strange = strangeParts(trace, request);
  if (strange.length > 0) return { choices: NO_CHOICES, unknown: [], impossible: strange };
  const initial = initialPredicate(config, structure);
  let reason = '';
  for (const { withInitial, onlyItsArguments, writtenOut } of ATTEMPTS) {
    const questions = questionsOf(request, writtenOut);
    if (!questions.ok) return nothingKnown(questions.error);
    const uses = usesOf(trace, questions.value);
    const written = outcomesModule({
      ...{ root, config, prefix, variables, uses, questions: questions.value },
      ...{ onlyItsArguments, writtenOut },
      ...(withInitial && initial.ok && { initial: initial.value }),
    });
    const reader = createOutcomesReader(prefix);
    const ran = await runOwnModule(written, request, (line) => reader.push(line));
    if (!ran.ok) {
      reason ||= ran.error;
      continue;
    }
    const printed = reader.end();
    if (printed.unread > 0) return nothingKnown(`${printed.unread} of TLC's answers could not be read`);
    const asked = choicesOf(trace, questions.value, printed, variables);
    if (withInitial && initial.ok) return asked;
    const why = initial.ok ? reason : initial.error;
    return {
      ...asked,
      unknown: [...asked.unknown, `how many initial states there are is not known: ${why}`],
    };
  }
  return nothingKnown(reason);
}

/** What the trace has, or lacks, that a trace of the specification cannot: TLC could not even be asked. */
function strangeParts(trace: Trace, request: ExplainRequest): readonly string[] {
  const different = differentVariables(trace, request.structure, request.module);
  const questions = questionsOf(request, false);
  if (different.length > 0 || !questions.ok) return different.map((text) => `it ${text}`);
  const known = new Set(questions.value.map(({ name, parameters }) => actionSignature(name, parameters)));
  return actionsOf(trace).flatMap((action, step) =>
    action.arguments === undefined || known.has(actionSignature(action.name, action.arguments))
      ? []
      : [`${printAction(action, printValue)} in step ${step + 1} is no action of ${request.module}`],
  );
}

function questionsOf(
  { config, structure }: ExplainRequest,
  writtenOut: boolean,
): Result<readonly Question[], string> {
  const disjuncts = modelDisjuncts(config, structure);
  if (!disjuncts.ok) return disjuncts;
  return askDisjuncts(disjuncts.value, structure, writtenOut);
}

/** The action of each step as a driver gets it, also of the step that closes a loop. */
const actionsOf = ({ steps, end }: Trace): readonly ActionInstance[] => [
  ...steps.map(({ actions }) => actions[0]),
  ...(end.kind === 'lasso' ? [end.step.actions[0]] : []),
];

function usesOf(trace: Trace, questions: readonly Question[]): readonly ActionUse[] {
  const states = traceStates(trace);
  return actionsOf(trace).map(({ name, arguments: values = [] }, step) => ({
    before: states[step]!,
    arguments: values.map(({ value }) => value),
    asked: questions.flatMap((question, i) => (question.name === name ? [i] : [])),
  }));
}

function choicesOf(
  trace: Trace,
  questions: readonly Question[],
  printed: PrintedOutcomes,
  variables: readonly string[],
): AskedChoices {
  const states = traceStates(trace);
  const afters = trace.end.kind === 'lasso' ? [...states, states[trace.end.backTo]!] : states;
  const steps = new Map<number, Outcomes>();
  const unknown: string[] = [];
  const impossible: string[] = [];
  actionsOf(trace).forEach((action, step) => {
    const isAfter = holdsIn(afters[step + 1]!, variables);
    const isAsked = questions.some(({ name }) => name === action.name);
    if (isAsked && !(printed.uses.get(step) ?? []).some(({ after }) => isAfter(after)))
      impossible.push(
        `${printAction(action, printValue)} in step ${step + 1} does not lead to the state after it`,
      );
    const own = (printed.uses.get(step) ?? []).filter((outcome) =>
      hasArguments(action, questions[outcome.question]!, outcome.arguments),
    );
    const outcomes = outcomesAround(
      afters[step + 1]!,
      own.map(({ after }) => after),
      variables,
    );
    if (!outcomes.ok)
      unknown.push(
        `whether ${printAction(action, printValue)} in step ${step + 1} leaves a choice is not known: ${outcomes.error}`,
      );
    else if (outcomes.value) steps.set(step, outcomes.value);
  });
  const initial =
    printed.initial.length === 0 ? ok(undefined) : outcomesAround(trace.initial, printed.initial, variables);
  if (!initial.ok) {
    unknown.push(`how many initial states there are is not known: ${initial.error}`);
    impossible.push('its first state is no initial state');
  }
  const choices = { steps, ...(initial.ok && initial.value && { initial: initial.value }) };
  return { choices, unknown, ...(impossible.length > 0 && { impossible }) };
}

/** Whether values, in the order of the variables, are those of a state. */
const holdsIn =
  (state: State, variables: readonly string[]) =>
  (values: readonly TlaValue[]): boolean =>
    variables.every((name, i) => valuesEqual(state.get(name)!, values[i]!));

/** Whether a question, with these values for its parameters, is the instance: a driver tells no more apart. */
const hasArguments = (
  { arguments: wanted = [] }: ActionInstance,
  { parameters }: Question,
  values: readonly TlaValue[],
): boolean =>
  wanted.length === values.length &&
  wanted.every(({ name, value }, i) => parameters[i]?.name === name && valuesEqual(value, values[i]!));

/** The outcomes among which a state is one; none where it is the only one. */
function outcomesAround(
  state: State,
  printed: readonly (readonly TlaValue[])[],
  variables: readonly string[],
): Result<Outcomes | undefined, string> {
  const all = distinctStates(printed);
  const isSame = holdsIn(state, variables);
  const others = all.filter((values) => !isSame(values));
  if (others.length !== all.length - 1) return fail('TLC does not show the state of the trace among them');
  if (others.length === 0) return ok(undefined);
  return ok({
    count: all.length,
    others: others.map((values) => new Map(variables.map((name, i) => [name, values[i]!]))),
  });
}
