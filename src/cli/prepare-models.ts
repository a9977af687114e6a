import type { ManifestError, ModelTask, Tier } from '../manifest/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { askForProperty } from './ask-for-property.ts';
import type { CheckProblem } from './check-problem.ts';
import { EXIT } from './exit-code.ts';
import { findModels } from './find-models.ts';
import { colonProblem } from './libraries.ts';
import { placed } from './placed.ts';
import type { TextStream } from './terminal.ts';
import { findTools, type ToolOptions, type Tools } from './tools.ts';
import { complain, type CommandContext } from './commands/context.ts';

/** Which models a command is about, and with what they are checked. */
export interface ModelOptions extends ToolOptions {
  readonly config?: string;
  readonly property?: string;
  /** Missing: `pr`. */
  readonly tier?: Tier | 'all';
}

/** The models that can be checked, in the order of the paths and manifests. */
export interface PreparedModels {
  readonly tasks: readonly ModelTask[];
  /** There are none where there is nothing to check. */
  readonly tools?: Tools;
  /** Models that were found, but are of another tier. */
  readonly leftOut: number;
  /** Files that cannot be used. */
  readonly errors: readonly ManifestError[];
}

/** Finds models and tools before the first of them runs, and shows on `text` and the log what is wrong. */
export async function prepareModels(
  paths: readonly string[],
  options: ModelOptions,
  context: CommandContext,
  text: TextStream,
): Promise<Result<PreparedModels, readonly CheckProblem[]>> {
  const { log, colorsOf } = context.terminal;
  const { errors, tasks: all } = await findModels(paths, options.config);
  const found = all.filter((task) => isAsked(task, options));
  const leftOut = all.length - found.length;
  for (const error of errors) text.write(`${colorsOf(text).red('FAIL')} ${placed(error)}\n`);
  const stop = (code: 'usage' | 'tools', message: string): Result<never, readonly CheckProblem[]> => {
    complain(context, message, EXIT.didNotRun);
    return fail([...errors, { code, message }]);
  };
  if (found.length === 0 && leftOut > 0) return stop('usage', noneOfTier(leftOut, options.tier));
  const asked = options.property === undefined ? ok(found) : await askForProperty(found, options.property);
  if (!asked.ok) return stop('usage', asked.error);
  const tasks = asked.value;
  if (tasks.length === 0) return ok({ tasks, leftOut, errors });
  const tools = await findTools(options, context.env, (note) => log.write(note));
  if (!tools.ok) return stop('tools', tools.error);
  const { jar, libraries } = tools.value;
  const colon = tasks
    .map(({ folder }) => colonProblem([jar, ...libraries], folder))
    .find((problem) => problem !== undefined);
  return colon === undefined ? ok({ tasks, tools: tools.value, leftOut, errors }) : stop('tools', colon);
}

/** A model that is named with its configuration is asked for, whatever its tier. */
const isAsked = ({ expected }: ModelTask, { config, tier = 'pr' }: ModelOptions): boolean =>
  config !== undefined || tier === 'all' || (expected?.tier ?? 'pr') === tier;

const noneOfTier = (leftOut: number, tier: ModelOptions['tier'] = 'pr'): string =>
  `no model here is of the tier ${tier}; --tier all checks the ${leftOut} of the other one`;
