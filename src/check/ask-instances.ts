import type { ActionInstance, TlaValue } from '../trace/index.ts';
import { freshPrefix, type Question } from './explain-module.ts';
import type { ExplainRequest } from './explain-request.ts';
import { instancesModule, MOST_INSTANCES, MOST_REMEMBERED, type ListedQuestion } from './instances-module.ts';
import { instanceOf } from './label-trace.ts';
import { readMarked } from './read-answers.ts';
import { runOwnModule } from './run-own-module.ts';

/** The instances of actions that there are, whether they are possible anywhere or not. */
export interface KnownInstances {
  readonly instances: readonly ActionInstance[];
  /** Of which actions not all are known, and why, a phrase each: `Put (more than 20,000 instances)`. */
  readonly unlisted: readonly string[];
}

/**
 * Asks TLC which instances of actions the quantifiers of the next-state relation range over, in any state of the model.
 *
 * @param variables The model's variables.
 * @param where `constants only` where the model has too many states to go through them.
 */
export async function askInstances(
  questions: readonly Question[],
  variables: readonly string[],
  request: ExplainRequest,
  where: 'all states' | 'constants only' = 'all states',
): Promise<KnownInstances> {
  const plain = questions.flatMap(({ parameters }, question) =>
    parameters.length === 0 ? [instanceOf({ question, values: [] }, questions)] : [],
  );
  const asked = questions.flatMap((question, number) =>
    question.parameters.length > 0 && question.level <= (where === 'all states' ? 1 : 0)
      ? [{ number, question }]
      : [],
  );
  const found = await list(asked, questions, variables, request);
  const notAsked = questions.flatMap(({ name, parameters, ...question }, number) =>
    parameters.length === 0 || asked.some((one) => one.number === number)
      ? []
      : [`${name} (arguments that depend on the ${question.level > 1 ? 'next state' : 'state'})`],
  );
  return {
    instances: [...plain, ...found.instances],
    unlisted: [...new Set([...found.unlisted, ...notAsked])],
  };
}

/** All together; where TLC cannot evaluate them so, each alone. */
async function list(
  listed: readonly ListedQuestion[],
  questions: readonly Question[],
  variables: readonly string[],
  request: ExplainRequest,
): Promise<KnownInstances> {
  if (listed.length === 0) return { instances: [], unlisted: [] };
  const prefix = freshPrefix(request.structure);
  const { module: root, config } = request;
  const lines: string[] = [];
  const written = instancesModule({ root, config, prefix, variables, listed });
  const ran = await runOwnModule(written, request, (line) => lines.push(line), 'unknown');
  if (ran.ok) return readInstances(lines, prefix, questions);
  if (listed.length === 1) {
    const [{ question }] = listed as [ListedQuestion];
    return { instances: [], unlisted: [`${question.name} (${ran.error})`] };
  }
  const alone: KnownInstances[] = [];
  for (const one of listed) alone.push(await list([one], questions, variables, request));
  return {
    instances: alone.flatMap(({ instances }) => instances),
    unlisted: alone.flatMap(({ unlisted }) => unlisted),
  };
}

function readInstances(
  lines: readonly string[],
  prefix: string,
  questions: readonly Question[],
): KnownInstances {
  const read = (mark: string): (readonly TlaValue[] | undefined)[] =>
    lines
      .filter((line) => line.startsWith(`"${prefix}${mark} `))
      .map((line) => readMarked(line, `${prefix}${mark}`));
  const over = new Set(read('over').flatMap((tuple) => numberIn(tuple) ?? []));
  const instances: ActionInstance[] = [];
  const unlisted = new Set([...over].map((question) => tooMany(questions[question]!)));
  for (const tuple of read('instance')) {
    const question = numberIn(tuple);
    const values = tuple?.[1];
    if (question === undefined || values?.kind !== 'seq')
      unlisted.add('some action (arguments that could not be read)');
    // A part of them would be as good as none, and take as long as all.
    else if (!over.has(question))
      instances.push(instanceOf({ question, values: values.elements }, questions));
  }
  return { instances, unlisted: [...unlisted] };
}

const numberIn = ([value]: readonly TlaValue[] = []): number | undefined =>
  value?.kind === 'int' ? Number(value.value) : undefined;

const tooMany = ({ name, level }: Question): string =>
  `${name} (more than ${(level === 0 ? MOST_INSTANCES : MOST_REMEMBERED).toLocaleString('en')} instances)`;
