import {
  findNextOperator,
  nextStateDisjuncts,
  readTlcOutput,
  type ModuleStructure,
  type NextStateDisjunct,
  type TlcConfig,
} from '../parser/index.ts';
import { runTlc } from '../tlc/index.ts';
import {
  compareValues,
  type SourceLocation,
  traceStates,
  type ActionInstance,
  type Step,
  type TlaValue,
  type Trace,
} from '../trace/index.ts';
import { UNNAMED_ACTION } from './build-trace.ts';
import { askDisjunct, explainModule, freshPrefix, type Question, type StatePair } from './explain-module.ts';
import { readAnswers, type Answers } from './read-answers.ts';
import type { CheckSettings } from './settings.ts';

/** An action of the specification, with the values that its parameters can take where they are known. */
export interface KnownAction {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly samples: readonly TlaValue[] }[];
}

/** A trace with the action instances of each step, and all actions of the specification. */
export interface Explained {
  readonly trace: Trace;
  readonly actions: readonly KnownAction[];
}

/** The model that a trace came from. */
export interface ExplainRequest {
  readonly folder: string;
  readonly module: string;
  readonly config: TlcConfig;
  readonly structure: ModuleStructure;
  readonly settings: CheckSettings;
}

/**
 * Names the action instances of each step: TLC 2.18 prints an action's name only, so TLC is asked which instances of
 * which disjuncts of Next allow each pair of states. Where several do, the step keeps them all.
 * What cannot be found out is said in the notes of the trace; the trace itself is never lost.
 */
export async function explainTrace(trace: Trace, request: ExplainRequest): Promise<Explained> {
  const disjuncts = disjunctsOf(request);
  if (typeof disjuncts === 'string') return { trace: withNote(trace, disjuncts), actions: [] };
  const prefix = freshPrefix(request.structure);
  const asked = disjuncts.map((disjunct) => askDisjunct(disjunct, request.structure, prefix));
  const unprintable = asked.flatMap((question) => (question.ok ? [] : [question.error]));
  if (unprintable.length > 0) {
    return { trace: withNote(trace, `arguments of actions are unknown: ${unprintable[0]}`), actions: [] };
  }
  const questions = asked.flatMap((question) => (question.ok ? [question.value] : []));
  const answers = await ask(trace, questions, request, prefix);
  if (typeof answers === 'string')
    return { trace: withNote(trace, answers), actions: knownActions(questions) };
  return { trace: label(trace, questions, answers), actions: knownActions(questions, answers) };
}

const withNote = (trace: Trace, note: string): Trace => ({ ...trace, notes: [...trace.notes, note] });

function disjunctsOf({ config, structure }: ExplainRequest): readonly NextStateDisjunct[] | string {
  const named = (keyword: 'NEXT' | 'SPECIFICATION'): string | undefined => {
    const statement = config.statements.find((candidate) => candidate.keyword === keyword);
    return statement && 'name' in statement ? statement.name : undefined;
  };
  const next = named('NEXT');
  const specification = named('SPECIFICATION');
  if (next !== undefined) return nextStateDisjuncts(structure, next);
  if (specification === undefined)
    return 'arguments of actions are unknown: the configuration names no next-state relation';
  const found = findNextOperator(structure, specification);
  if (!found) return `arguments of actions are unknown: no [Next]_vars was found in ${specification}`;
  return nextStateDisjuncts(structure, found.next);
}

function pairsOf(trace: Trace): StatePair[] {
  const states = traceStates(trace);
  const path = trace.end.kind === 'lasso' ? [...states, states[trace.end.backTo]!] : states;
  return path.slice(1).map((after, i) => ({ before: path[i]!, after }));
}

async function ask(
  trace: Trace,
  questions: readonly Question[],
  { folder, module, config, settings }: ExplainRequest,
  prefix: string,
): Promise<Answers | string> {
  const pairs = pairsOf(trace);
  const nothingToAsk =
    pairs.length === 0 ||
    (questions.every(({ parameters }) => parameters.length === 0) &&
      trace.steps.every(({ actions }) => actions[0].name !== UNNAMED_ACTION));
  if (nothingToAsk) return { answers: [], ranges: [] };
  const written = explainModule(module, pairs, questions, config, prefix);
  const lines: string[] = [];
  const reader = readTlcOutput({ onUserLine: (line) => lines.push(line) });
  const run = await runTlc(
    {
      ...settings,
      folder,
      module: written.module,
      generated: {
        files: { [`${written.module}.tla`]: written.text, [`${written.module}.cfg`]: written.config },
      },
      configFile: `${written.module}.cfg`,
      modelSize: 'tiny',
      simulate: undefined,
      workers: 1,
    },
    { onOutput: (text) => reader.push(text), ...(settings.signal && { signal: settings.signal }) },
  );
  if (!run.ok) return `arguments of actions are unknown: ${run.error.message}`;
  const output = reader.end();
  if (run.value.exitCode !== 0 || !output.success2193) {
    const said = output.findings[0]?.cause?.text ?? output.findings[0]?.text ?? output.sanyText.join(' ');
    return `arguments of actions are unknown: TLC could not evaluate the actions on the trace: ${said.trim().split('\n')[0]}`;
  }
  return readAnswers(lines, prefix);
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
    const [first, ...more] = distinctInstances(relevant.map((answer) => instanceOf(answer, questions)));
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

const isShownAs = ({ shownAs }: Question, name: string, location: SourceLocation | undefined): boolean =>
  shownAs.name === name &&
  (!location ||
    !shownAs.location ||
    (location.module === shownAs.location.module &&
      location.beginLine === shownAs.location.beginLine &&
      location.beginColumn === shownAs.location.beginColumn));

const instanceOf = (answer: Answers['answers'][number], questions: readonly Question[]): ActionInstance => {
  const { name, parameters } = questions[answer.question]!;
  return {
    name,
    arguments: parameters.map((parameter, i) => ({ name: parameter.name, value: answer.values[i]! })),
  };
};

function distinctInstances(instances: readonly ActionInstance[]): ActionInstance[] {
  const equal = (a: ActionInstance, b: ActionInstance): boolean =>
    a.name === b.name &&
    a.arguments!.length === b.arguments!.length &&
    a.arguments!.every(({ value }, i) => compareValues(value, b.arguments![i]!.value) === 0);
  return instances.filter((instance, i) => instances.findIndex((other) => equal(instance, other)) === i);
}

/** Disjuncts of one name and the same parameters are one action: what the driver has to perform. */
function knownActions(questions: readonly Question[], answers?: Answers): KnownAction[] {
  const actions = new Map<string, { name: string; samples: TlaValue[] }[]>();
  questions.forEach(({ name, parameters }, question) => {
    const known = actions.get(name) ?? parameters.map((parameter) => ({ name: parameter.name, samples: [] }));
    actions.set(name, known);
    known.forEach((parameter, i) => {
      const range = answers?.ranges.find((found) => found.question === question && found.parameter === i);
      parameter.samples.push(...(range?.values ?? []));
    });
  });
  return [...actions].map(([name, parameters]) => ({ name, parameters }));
}
