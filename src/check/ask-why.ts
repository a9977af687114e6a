import {
  fairnessConditions,
  formulaParts,
  type FormulaKind,
  type ModuleStructure,
  type NextStateDisjunct,
  type PartPlace,
  type SpecificationFairness,
  type Uid,
} from '../parser/index.ts';
import {
  fail,
  ok,
  traceStates,
  type Result,
  type Trace,
  type ViolatedProperty,
  type Violation,
  type Why,
} from '../trace/index.ts';
import { applyOverrides } from './apply-overrides.ts';
import { buildLoop } from './build-loop.ts';
import { buildProperty, failingPlace, type TextAt } from './build-property.ts';
import { checkedNames } from './checked-names.ts';
import { askDisjuncts, freshPrefix } from './explain-module.ts';
import type { ExplainRequest } from './explain-request.ts';
import { modelDisjuncts, specificationName } from './model-behavior.ts';
import { readWhy, type WhyAnswers } from './read-why.ts';
import { runOwnModule } from './run-own-module.ts';
import type { StatePair } from './state-pair.ts';
import { uncallable } from './uncallable.ts';
import { whyModule, type WhyRequest } from './why-module.ts';
import {
  askFairness,
  createPartAsker,
  type WhyFairness,
  type WhyPart,
  type WhyQuestions,
} from './why-questions.ts';

/** Of a longer behavior only what is needed is asked, and nothing of a longer loop. */
const LONGEST = 200;

/**
 * Asks TLC why a trace violates what it violates: the value of each part of the property, and in a loop, what was enabled
 * and not taken. What cannot be found out is said in the notes. Undefined where there is no property to look into.
 */
export async function askWhy(
  violation: Violation,
  trace: Trace,
  request: ExplainRequest,
  textAt: TextAt,
): Promise<Why | undefined> {
  const names = namesOf(violation);
  if (names.length === 0) return undefined;
  const nothing = (reason: string): Why => ({
    properties: [],
    notes: [`why it is violated is not known: ${reason}`],
  });
  const states = traceStates(trace);
  if (states.some((state) => [...trace.initial.keys()].some((name) => !state.has(name))))
    return nothing('the trace has a state in which a variable has no value');
  const loop = loopOf(trace);
  if (loop.length > LONGEST) return nothing(`the loop has more than ${LONGEST} states`);
  const structure = applyOverrides(request.structure, request.config);
  const prefix = freshPrefix(structure);
  const inlined = uncallable(structure, textAt);
  const asked = questionsOf(names, loop.length > 0, { ...request, structure }, prefix, inlined);
  if (!asked.ok) return nothing(asked.error);
  const { questions, disjuncts } = asked.value;
  const answers = await evaluate(questions, trace, loop, { ...request, structure }, prefix);
  if (!answers.ok) return nothing(answers.error);
  return {
    properties: questions.properties.map((part, i) => propertyOf(names[i]!, part, answers.value, textAt)),
    ...(loop.length > 0 && {
      loop: buildLoop(answers.value, { questions, disjuncts, structure, states: loop, textAt }),
    }),
    notes: [...asked.value.notes, ...notesOn(answers.value)],
  };
}

/** The names of what is violated; a deadlock or an assertion is no formula that could be split. */
function namesOf(violation: Violation): readonly string[] {
  switch (violation.kind) {
    case 'invariant':
    case 'action-property':
      return [violation.name];
    case 'temporal-property':
      return violation.names;
    case 'deadlock':
    case 'assumption':
    case 'assertion':
    case 'postcondition':
      return [];
  }
}

/** The numbers of the states that repeat for ever; the initial state has number 1. */
function loopOf({ steps, end }: Trace): readonly number[] {
  if (end.kind === 'finite') return [];
  const first = end.kind === 'lasso' ? end.backTo : steps.length;
  return Array.from({ length: steps.length + 1 - first }, (_, i) => first + 1 + i);
}

interface AskedQuestions {
  readonly questions: WhyQuestions;
  readonly disjuncts: readonly NextStateDisjunct[];
  readonly notes: readonly string[];
}

function questionsOf(
  names: readonly string[],
  hasLoop: boolean,
  { config, structure }: ExplainRequest,
  prefix: string,
  inlined: ReadonlySet<Uid>,
): Result<AskedQuestions, string> {
  const { INVARIANT: invariants } = checkedNames(config);
  const ask = createPartAsker(structure, prefix);
  const properties: WhyPart[] = [];
  for (const name of names) {
    const kind: FormulaKind = invariants.includes(name) ? 'invariant' : hasLoop ? 'loop' : 'finite';
    const part = formulaParts(structure, name, kind, inlined);
    if (!part) return fail(`${name} has no definition in ${structure.rootModule}`);
    properties.push(ask(part));
  }
  if (!hasLoop) return ok({ questions: { properties, fairness: [], actions: [] }, disjuncts: [], notes: [] });
  const specification = specificationName(config);
  const found: SpecificationFairness =
    specification === undefined
      ? { conditions: [], others: [] }
      : fairnessConditions(structure, specification);
  const fair = fairnessQuestions(found, structure, prefix);
  const disjuncts = modelDisjuncts(config, structure);
  const actions = disjuncts.ok ? askDisjuncts(disjuncts.value, structure) : disjuncts;
  return ok({
    questions: { properties, fairness: fair.questions, actions: actions.ok ? actions.value : [] },
    disjuncts: disjuncts.ok ? disjuncts.value : [],
    notes: [
      ...fair.notes,
      ...(actions.ok
        ? []
        : [`which actions could have been taken in the loop is not known: ${actions.error}`]),
    ],
  });
}

function fairnessQuestions(
  { conditions, others }: SpecificationFairness,
  structure: ModuleStructure,
  prefix: string,
): { readonly questions: readonly WhyFairness[]; readonly notes: readonly string[] } {
  const questions: WhyFairness[] = [];
  const notes: string[] = others.map(
    ({ module, beginLine }) =>
      `the specification also asks for what stands at ${module}.tla:${beginLine}, which is no fairness of an action`,
  );
  conditions.forEach((condition, i) => {
    const question = askFairness(condition, i, structure, prefix);
    if (question.ok) questions.push(question.value);
    else notes.push(`a fairness condition was not asked about, because it uses ${question.error}`);
  });
  return { questions, notes };
}

/** Ways to ask, each with modules that the root module may have for itself only. */
const ATTEMPTS: readonly (readonly string[])[] = [[], ['Integers', 'FiniteSets']];

async function evaluate(
  questions: WhyQuestions,
  trace: Trace,
  loop: readonly number[],
  request: ExplainRequest,
  prefix: string,
): Promise<Result<WhyAnswers, string>> {
  const states = traceStates(trace);
  const last = states.length;
  const all = states.map((_, i) => i + 1);
  const each = all.length <= LONGEST ? all : loop;
  const statesAt: Readonly<Record<PartPlace, readonly number[]>> = {
    'first-state': [1],
    'last-state': [last],
    'last-step': last > 1 ? [last - 1] : [],
    'each-state': each,
    'each-step': each,
  };
  const needed = loop.length > 0 ? [1, ...each] : [1, Math.max(1, last - 1), last];
  const whyRequest: Omit<WhyRequest, 'extended'> = {
    ...{ root: request.module, config: request.config, prefix, questions, statesAt, loop },
    pairs: [...new Set(needed)].map((number) => pairAt(number, trace)),
  };
  let reason = '';
  for (const extended of ATTEMPTS) {
    const lines: string[] = [];
    const ran = await runOwnModule(whyModule({ ...whyRequest, extended }), request, (line) =>
      lines.push(line),
    );
    if (ran.ok) return ok(readWhy(lines, prefix));
    reason ||= ran.error;
  }
  return fail(reason);
}

/** The step that begins in a state; the last state of a finite trace leads to itself. */
function pairAt(number: number, trace: Trace): StatePair {
  const states = traceStates(trace);
  const before = states[number - 1]!;
  const back = trace.end.kind === 'lasso' ? states[trace.end.backTo] : before;
  return { step: number, before, after: states[number] ?? back ?? before, asked: [] };
}

function propertyOf(name: string, asked: WhyPart, answers: WhyAnswers, textAt: TextAt): ViolatedProperty {
  const part = { ...buildProperty(asked, answers, textAt), text: name };
  const place = failingPlace(asked, answers);
  return {
    name,
    ...(place && { state: place.state, ...(place.isStep && { nextState: place.state + 1 }) }),
    part,
  };
}

const notesOn = ({ problems, unread }: WhyAnswers): readonly string[] => [
  ...problems.map((problem) => `not all of it could be asked: ${problem.split('\n').join(' ')}`),
  ...(unread === 0 ? [] : [`${unread} of TLC's answers could not be read`]),
];
