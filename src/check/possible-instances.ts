import {
  fail,
  grouped,
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
  /** Whether they are possible anywhere or not; where a set depends on the state, those of all states that were asked for. */
  readonly instances: readonly ActionInstance[];
  /** The actions of which not all instances are listed, and why: `Put (more than 20,000 combinations of i, j)`. */
  readonly unlisted: readonly string[];
  readonly ranges: Answers['ranges'];
}

/** The states in which arguments are asked for that depend on the state. */
export interface AskedStates {
  /** At least one. */
  readonly states: readonly State[];
  /** Whether to search for all that are reachable, instead of these. */
  readonly reachable: boolean;
}

/**
 * Asks TLC for the action instances that the quantifiers of the next-state relation range over. Of a disjunct that has too many, or
 * whose arguments TLC cannot evaluate, none are listed.
 */
export async function possibleInstances(
  questions: readonly Question[],
  asked: AskedStates,
  request: ExplainRequest,
): Promise<Result<PossibleInstances, string>> {
  const listed = questions.map((): (readonly TlaValue[])[] => []);
  const problems = new Map<number, string>();
  const answered = await ask(questions, asked, request);
  if (!answered.ok) return answered;
  const { lines, prefix } = answered.value;
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
    else if (level > 1) problems.set(question, 'its arguments depend on the next state');
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
  { states, reachable }: AskedStates,
  request: ExplainRequest,
): Promise<Result<{ readonly lines: readonly string[]; readonly prefix: string }, string>> {
  const { module: root, config, structure } = request;
  const prefix = freshPrefix(structure);
  if (questions.every(({ parameters }) => parameters.length === 0)) return ok({ lines: [], prefix });
  let reason = '';
  for (const extended of ATTEMPTS) {
    const lines: string[] = [];
    const ran = await runOwnModule(
      instancesModule({ root, config, prefix, questions, states, reachable, extended }),
      request,
      (line) => {
        if (line.startsWith(`"${prefix}`)) lines.push(line);
      },
      reachable && questions.some(needsStates) ? 'unknown' : 'tiny',
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
  return `more than ${grouped(MOST_INSTANCES)} combinations of ${names}`;
}
