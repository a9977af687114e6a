import {
  fail,
  ok,
  printAction,
  printValue,
  type ActionInstance,
  type Result,
  type State,
  type TlaValue,
} from '../trace/index.ts';
import { freshPrefix, type Question } from './explain-module.ts';
import type { ExplainRequest } from './explain-request.ts';
import { instancesModule, MOST_INSTANCES, needsStates } from './instances-module.ts';
import { instanceOf } from './label-trace.ts';
import { readAnswers, readMarked, type Answers } from './read-answers.ts';
import { runOwnModule } from './run-own-module.ts';

/** What the quantifiers of a next-state relation range over. */
export interface PossibleInstances {
  /** Whether they are possible anywhere or not; where a set depends on the state, those of all reachable states. */
  readonly instances: readonly ActionInstance[];
  /** The actions of which not all instances are listed, and why: `Put (more than 20,000 combinations of i, j)`. */
  readonly unlisted: readonly string[];
  readonly ranges: Answers['ranges'];
}

/**
 * Asks TLC for the action instances that the quantifiers of the next-state relation range over. `state` is any state of
 * the model; with `highest` 0, what depends on the state is not listed: the model has too many. Of a disjunct that has too many, or whose arguments TLC cannot evaluate, none are listed.
 */
export async function possibleInstances(
  questions: readonly Question[],
  state: State,
  request: ExplainRequest,
  highest: 0 | 1 = 1,
): Promise<Result<PossibleInstances, string>> {
  const listed = questions.map((): (readonly TlaValue[])[] => []);
  const problems = new Map<number, string>();
  const asked = await ask(questions, state, request, highest);
  if (!asked.ok) return asked;
  const { lines, prefix } = asked.value;
  for (const line of lines) {
    const [, mark, number] = /^"(\w+) <<(\d+), /.exec(line) ?? [];
    if (mark !== `${prefix}instance` && mark !== `${prefix}unlisted`) continue;
    const question = Number(number);
    const said = readMarked(line, mark)?.[1];
    if (said?.kind === 'seq') listed[question]!.push(said.elements);
    else problems.set(question, problemText(said, questions[question]!));
  }
  const instances = new Map<string, ActionInstance>();
  questions.forEach(({ level, parameters }, question) => {
    if (parameters.length === 0) listed[question]!.push([]);
    else if (level > highest)
      problems.set(question, `its arguments depend on the ${level > 1 ? 'next state' : 'state'}`);
    if (problems.has(question)) return;
    for (const values of listed[question]!) {
      const instance = instanceOf({ question, values }, questions);
      const name = printAction(instance, printValue);
      if (!instances.has(name)) instances.set(name, instance);
    }
  });
  return ok({
    instances: [...instances.values()],
    unlisted: [...new Set([...problems].map(([question, why]) => `${questions[question]!.name} (${why})`))],
    ranges: readAnswers(lines, prefix).ranges,
  });
}

/** A module that the root module has by LOCAL INSTANCE cannot be seen from another one. */
const ATTEMPTS: readonly (readonly string[])[] = [[], ['Integers', 'Sequences', 'FiniteSets']];

/** The lines of ours that TLC prints. */
async function ask(
  questions: readonly Question[],
  state: State,
  request: ExplainRequest,
  highest: 0 | 1,
): Promise<Result<{ readonly lines: readonly string[]; readonly prefix: string }, string>> {
  const { module: root, config, structure } = request;
  const prefix = freshPrefix(structure);
  if (questions.every(({ parameters }) => parameters.length === 0)) return ok({ lines: [], prefix });
  let reason = '';
  for (const extended of ATTEMPTS) {
    const lines: string[] = [];
    const ran = await runOwnModule(
      instancesModule({ root, config, prefix, questions, state, extended, highest }),
      request,
      (line) => {
        if (line.startsWith(`"${prefix}`)) lines.push(line);
      },
      highest === 1 && questions.some(needsStates) ? 'unknown' : 'tiny',
    );
    if (ran.ok) return ok({ lines, prefix });
    reason ||= ran.error;
  }
  return fail(reason);
}

/** What `TracewrightInstancesList` says when it ends: FALSE after too many instances, or why there is no value. */
function problemText(said: TlaValue | undefined, { parameters }: Question): string {
  if (said?.kind !== 'string') return 'what TLC prints of its arguments cannot be read';
  if (said.value !== 'FALSE')
    return `TLC could not evaluate its arguments: ${said.value.replace(/^!/, '').split('\n').join(' ')}`;
  const names = parameters.map(({ name }) => name).join(', ');
  return `more than ${MOST_INSTANCES.toLocaleString('en')} combinations of ${names}`;
}
