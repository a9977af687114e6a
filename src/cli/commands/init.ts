import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { configOutlook, readSpecActions, type SpecActions } from '../../check/index.ts';
import { scaffoldDriver } from '../../codegen/index.ts';
import { discoverModels, type ModelTask } from '../../manifest/index.ts';
import { errnoOf, explainErrno } from '../../tlc/index.ts';
import { visible } from '../../trace/index.ts';
import { checkSettings } from '../check-settings.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { prepareModels } from '../prepare-models.ts';
import { shellWord } from '../shell-word.ts';
import { shownPath } from '../shown-path.ts';
import { nearestFolder } from '../suite/nearest-folder.ts';
import { unnamedHint } from '../suite/unnamed-hint.ts';
import type { ToolOptions } from '../tools.ts';
import { complain, warn, type CommandContext } from './context.ts';

/** The options of `init`. */
export interface InitOptions extends ToolOptions {
  readonly config?: string;
}

/**
 * `tracewright init`: writes a manifest and a driver to be completed beside a specification, so that `generate` and `replay`
 * can follow. What is there already is left as it is.
 */
export async function init(path: string, options: InitOptions, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal } = context;
  const stop = (message: string): ExitCode => complain(context, visible(message), EXIT.didNotRun);
  const prepared = await prepareModels([path], { ...options, tier: 'all' }, context, terminal.log);
  if (!prepared.ok) return EXIT.didNotRun;
  const { tasks, tools, errors } = prepared.value;
  if (errors.length > 0) return EXIT.didNotRun;
  const [task, ...others] = tasks;
  if (!task || !tools) return stop(`there is no model in ${path}: a module with a cfg file beside it`);
  if (others.length > 0)
    return stop(
      `${path} has ${tasks.length} models; name the cfg file of one: ${tasks.map(({ config }) => shownPath(config)).join(', ')}`,
    );
  const folder = dirname(task.config);
  const manifest = join(folder, 'manifest.json');
  const isNew = !(await isThere(manifest));
  const unwalkable = isNew ? unwalkableReason(task) : undefined;
  if (unwalkable !== undefined) return stop(unwalkable);
  const read = await readSpecActions(task, checkSettings(tools, options, signal));
  if (signal.aborted) return EXIT.interrupted;
  if (!read.ok) return stop(`${shownPath(task.config)}: ${read.error}`);
  const driver = join(folder, 'driver.ts');
  const written: string[] = [];
  const lines: string[] = [];
  try {
    const unwalked = isNew ? await modelsBeside(task) : [];
    lines.push(await writeNew(manifest, manifestText(task, unwalked), written), ...listed(unwalked));
    lines.push(await writeNew(driver, driverText(task, read.value), written));
  } catch (error) {
    await Promise.all(written.map((file) => rm(file, { force: true })));
    return stop(
      `cannot write beside ${shownPath(task.config)}: ${explainErrno(errnoOf(error))}; nothing was written`,
    );
  }
  if (!written.includes(driver)) lines.push(...(await missingActions(driver, read.value)));
  const hint = unnamedHint(read.value.actions);
  if (hint !== undefined) warn(context, hint);
  terminal.out.write([...lines, ...(await nextSteps(folder)), ''].join('\n'));
  return EXIT.asExpected;
}

const isThere = async (file: string): Promise<boolean> =>
  (await stat(file).catch(() => undefined)) !== undefined;

/** Why a suite of the model could not be generated; what is wrong with its configuration otherwise, is told when it is read. */
function unwalkableReason(task: ModelTask): string | undefined {
  const outlook = configOutlook(task);
  const { unwalkable } = outlook.ok ? outlook.value : {};
  return unwalkable && `${shownPath(task.config)}:${unwalkable.line}: ${unwalkable.message}`;
}

/** The other models of the folder: a manifest has to list them all. */
async function modelsBeside({ folder, config }: ModelTask): Promise<readonly ModelTask[]> {
  const { tasks } = await discoverModels([folder]);
  return tasks.filter((other) => other.folder === folder && other.config !== config);
}

const listed = (models: readonly ModelTask[]): readonly string[] =>
  models.map(
    (model) =>
      `  ${basename(model.config)} is expected to show "${resultOf(model)}" there: correct it where something is to be violated`,
  );

/** Writes a file that is not there yet; answers with what became of it. */
async function writeNew(file: string, text: string, written: string[]): Promise<string> {
  if (await isThere(file)) return `${shownPath(file)}: is there already, and left as it is`;
  await writeFile(file, text, { flag: 'wx' });
  written.push(file);
  return `${shownPath(file)}: written`;
}

function manifestText(task: ModelTask, unwalked: readonly ModelTask[]): string {
  const entry = (model: ModelTask): object => ({
    module: model.module,
    config: basename(model.config),
    expect: { result: resultOf(model) },
  });
  const models = [{ ...entry(task), walk: 'every transition' }, ...unwalked.map(entry)];
  const suite = { driver: 'driver.ts', output: 'generated' };
  return `${JSON.stringify({ name: task.module, suite, models }, null, 2)}\n`;
}

/** What a manifest expects of a model in which nothing is violated. */
function resultOf(task: ModelTask): string {
  const outlook = configOutlook(task);
  return outlook.ok ? outlook.value.result : 'holds';
}

const driverText = ({ module }: ModelTask, { variables, actions }: SpecActions): string =>
  scaffoldDriver({
    module,
    variables,
    actions: actions.map(({ name, parameters, location }) => ({
      name,
      parameters,
      place: location ? `${location.module}.tla:${location.beginLine}` : '',
    })),
  });

/** The actions that a driver does not name anywhere. */
async function missingActions(driver: string, { actions }: SpecActions): Promise<readonly string[]> {
  const text = await readFile(driver, 'utf8').catch(() => '');
  const missing = actions.filter(
    ({ name }) => !["'", '"', '`'].some((mark) => text.includes(`${mark}${name}${mark}`)),
  );
  return missing.map(({ name, parameters }) =>
    visible(`  it does not name the action ${name}(${parameters.join(', ')})`),
  );
}

async function nextSteps(folder: string): Promise<readonly string[]> {
  const project = await nearestFolder(folder, ['package.json']);
  const shown = shellWord(shownPath(folder));
  return [
    'next:',
    ...(project === undefined
      ? [
          '  npm init -y && npm pkg set type=module && npm install --save-dev tracewright vitest typescript @types/node',
        ]
      : []),
    `  npx tracewright generate ${shown}    # the types of the driver, and the suite`,
    `  npx tracewright replay ${shown}      # names what the driver lacks, until it is complete`,
  ];
}
