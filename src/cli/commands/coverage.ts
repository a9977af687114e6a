import { join, relative, sep } from 'node:path';
import { coverModel, neverTaken } from '../../check/index.ts';
import {
  coverageJson,
  coverageLcov,
  coveragePage,
  coverageText,
  type CoveredModel,
} from '../../coverage/index.ts';
import type { ModelTask, Tier } from '../../manifest/index.ts';
import { visible } from '../../trace/index.ts';
import { checkSettings } from '../check-settings.ts';
import { coveredModel } from '../covered-models.ts';
import { EXIT, worst, type ExitCode } from '../exit-code.ts';
import { pageStyle } from '../page-assets.ts';
import { prepareModels } from '../prepare-models.ts';
import { shownPath } from '../shown-path.ts';
import { traceId } from '../trace-id.ts';
import type { ToolOptions } from '../tools.ts';
import { writeChunks } from '../write-chunks.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `coverage`. */
export interface CoverageOptions extends ToolOptions {
  readonly config?: string;
  readonly tier?: Tier | 'all';
  readonly json?: boolean;
  readonly lcov?: string;
  readonly html?: string;
  readonly memory?: number;
  readonly timeLimit?: number;
}

/**
 * `tracewright coverage`: counts over all states of each model how often its actions are taken and what the conjuncts of their
 * guards refuse. An action that is never taken fails where the manifest asks for coverage and does not allow it.
 */
export async function coverage(
  paths: readonly string[],
  options: CoverageOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const text = options.json ? terminal.log : terminal.out;
  const prepared = await prepareModels(paths, options, context, terminal.log);
  if (!prepared.ok) return EXIT.didNotRun;
  const { tasks, tools, errors } = prepared.value;
  const problems = errors.map(({ message }) => message);
  const models: { readonly task: ModelTask; readonly model: CoveredModel }[] = [];
  const codes: ExitCode[] = errors.map(() => EXIT.didNotRun);
  for (const task of tools ? tasks : []) {
    const covered = await coverModel(task, checkSettings(tools!, options, signal));
    if (signal.aborted) return EXIT.interrupted;
    if (!covered.ok) {
      const message = `${shownPath(task.config)}: ${covered.error}`;
      problems.push(message);
      codes.push(complain(context, visible(message), EXIT.didNotRun));
      continue;
    }
    const model = await coveredModel(task, covered.value);
    models.push({ task, model });
    codes.push(isCovered(model) ? EXIT.asExpected : EXIT.violated);
    text.write(`${coverageText(model, terminal.colorsOf(text))}`);
  }
  if (tasks.length === 0 && errors.length === 0)
    return complain(context, 'there is no model here', EXIT.didNotRun);
  if (options.json)
    terminal.out.write(
      `${JSON.stringify(
        coverageJson(
          models.map(({ model }) => model),
          problems,
        ),
        null,
        2,
      )}\n`,
    );
  const written = await writeFiles(models, options);
  for (const message of written) codes.push(complain(context, message, EXIT.didNotRun));
  return worst(codes);
}

const isCovered = ({ coverage: counted, allowed }: CoveredModel): boolean =>
  allowed === undefined || neverTaken(counted).every(({ name }) => allowed.includes(name));

/** Writes what the options ask for; answers with what could not be written. */
async function writeFiles(
  models: readonly { readonly task: ModelTask; readonly model: CoveredModel }[],
  { lcov, html }: CoverageOptions,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const write = async (file: string, text: string, option: string): Promise<void> => {
    const written = await writeChunks(file, [text], option);
    if (!written.ok) problems.push(written.error);
  };
  const all = models.map(({ model }) => model);
  // Tools look for the files from the folder in which they are started.
  const pathOf = (file: string): string => relative(process.cwd(), file).split(sep).join('/');
  if (lcov !== undefined) await write(lcov, coverageLcov(all, pathOf), '--lcov');
  if (html === undefined) return problems;
  const style = await pageStyle('coverage');
  const names = models.map(({ task }) => `${traceId(task)}.coverage`);
  for (const [i, model] of all.entries()) {
    const earlier = names.slice(0, i).filter((name) => name === names[i]).length;
    const name = `${names[i]}${earlier === 0 ? '' : `-${earlier + 1}`}.html`;
    await write(join(html, name), coveragePage(model, style), '--html');
  }
  return problems;
}
