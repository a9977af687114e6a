import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { ModelReport } from '../../check/index.ts';
import {
  generateSuite,
  type ActionSignature,
  type SuiteInput,
  type SuiteTraceInput,
} from '../../codegen/index.ts';
import { discoverModels, type FoundManifest } from '../../manifest/index.ts';
import { fail, ok, parseTrace, type Result, type TlaValue } from '../../trace/index.ts';
import { parseConfig } from '../../parser/index.ts';
import { EXIT, exitCodeOf, worst, type ExitCode } from '../exit-code.ts';
import { modelText } from '../report/model-text.ts';
import { runModels } from '../run-models.ts';
import { findTools } from '../tools.ts';
import { shellWord } from '../shell-word.ts';
import { savedTraceId, testsOf, traceId } from '../trace-id.ts';
import { writeFolder } from '../write-folder.ts';
import { checkSettings, placed } from './check.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `generate`. */
export interface GenerateOptions {
  readonly jar?: string;
  readonly lib?: readonly string[];
}

/** `tracewright generate`: writes the conformance suites that the manifests below the given paths ask for. */
export async function generate(
  paths: readonly string[],
  options: GenerateOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const found = await discoverModels(paths.length > 0 ? paths : ['.']);
  for (const error of found.errors) complain(context, placed(error), EXIT.didNotRun);
  if (found.errors.length > 0) return EXIT.didNotRun;
  const wanted = found.manifests.filter(({ manifest }) => manifest.suite);
  if (wanted.length === 0) {
    return complain(
      context,
      'no manifest here has a "suite", so there is nothing to generate',
      EXIT.didNotRun,
    );
  }
  const tools = await findTools(options, context.env, (note) => context.terminal.log.write(note));
  if (!tools.ok) return complain(context, tools.error, EXIT.didNotRun);
  const settings = checkSettings(tools.value, options, context.signal);
  const codes: ExitCode[] = [];
  for (const manifest of wanted) {
    const tasks = manifest.tasks.filter(({ expected }) => expected && testsOf(expected).length > 0);
    const checked = await runModels(tasks, settings, context.terminal);
    const reports = [...checked.values()].flat();
    if (context.signal.aborted) return EXIT.interrupted;
    codes.push(await generateOne(manifest, reports, context));
  }
  return worst(codes);
}

async function generateOne(
  found: FoundManifest,
  reports: readonly ModelReport[],
  context: CommandContext,
): Promise<ExitCode> {
  const { log, colorsOf } = context.terminal;
  const missed = reports.filter(({ grade }) => !grade.asExpected);
  if (missed.length > 0) {
    for (const report of missed)
      log.write(modelText(report, { colors: colorsOf(log), traces: false, repeatOptions: '' }));
    const message = `${found.manifest.name}: no suite written, because TLC does not say what the manifest expects`;
    return complain(context, message, worst(missed.map(exitCodeOf)));
  }
  const input = await suiteInput(found, reports);
  if (!input.ok)
    return complain(
      context,
      `${placed({ code: 'field', file: found.file, line: 1, message: input.error })}`,
      EXIT.didNotRun,
    );
  const files = generateSuite(input.value);
  if (!files.ok) return complain(context, `${found.manifest.name}: ${files.error.message}`, EXIT.didNotRun);
  const output = resolve(dirname(found.file), found.manifest.suite!.output);
  const written = await writeFolder(output, files.value);
  if (!written.ok) return complain(context, written.error, EXIT.didNotRun);
  const place = relative(process.cwd(), output) || output;
  context.terminal.out.write(
    `${place}: ${traceCount(input.value.traces.length)}, ${written.value === 0 ? 'unchanged' : `${written.value} files written`}\n`,
  );
  return EXIT.asExpected;
}

const traceCount = (count: number): string => `${count} ${count === 1 ? 'trace' : 'traces'}`;

async function suiteInput(
  found: FoundManifest,
  reports: readonly ModelReport[],
): Promise<Result<SuiteInput, string>> {
  const { manifest, file } = found;
  const suite = manifest.suite!;
  const folder = relative(process.cwd(), dirname(file)) || '.';
  const output = resolve(dirname(file), suite.output);
  const driver = relative(output, resolve(dirname(file), suite.driver))
    .split(sep)
    .join('/');
  const known = reports.find((report) => report.interface)?.interface;
  if (!known) return fail('"suite" needs at least one model with "test", so that there is a trace');
  const saved = await Promise.all(
    suite.traces.map((path) => savedTrace(resolve(dirname(file), path), dirname(file))),
  );
  const damaged = saved.find((trace) => !trace.ok);
  if (damaged && !damaged.ok) return damaged;
  const tests = reports.filter(({ task }) => task.expected?.test !== undefined);
  const traces = [...tests.map(traceInput), ...saved.flatMap((trace) => (trace.ok ? [trace.value] : []))];
  return ok({
    name: manifest.name,
    driverModule: driver.startsWith('.') ? driver : `./${driver}`,
    generateCommand: `npx tracewright generate ${shellWord(folder)}`,
    replayCommand: `npx tracewright replay ${shellWord(folder)}`,
    provenance: await provenance(reports),
    variables: known.variables,
    actions: mergeActions(reports),
    traces,
  });
}

function traceInput({ verdict, task }: ModelReport): SuiteTraceInput {
  if (verdict.kind !== 'violated' || !verdict.trace)
    throw new Error(`${task.config} has no trace though it is as expected`);
  return {
    id: traceId(task),
    title: task.expected?.test ?? '',
    shows: task.expected?.why ?? '',
    constants: constantsOf(task.configText),
    trace: verdict.trace,
  };
}

/** The constants that a configuration gives values to. */
function constantsOf(configText: string): readonly (readonly [string, TlaValue])[] {
  const config = parseConfig(configText);
  if (!config.ok) return [];
  const bindings = config.value.statements.flatMap((statement) =>
    statement.keyword === 'CONSTANT' ? statement.bindings : [],
  );
  return bindings.flatMap((binding) =>
    binding.kind === 'value' ? [[binding.name, binding.value] as const] : [],
  );
}

/** A trace that `check --save-traces` wrote, as a test. */
async function savedTrace(path: string, folder: string): Promise<Result<SuiteTraceInput, string>> {
  const name = relative(process.cwd(), path) || path;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string') return fail(`the saved trace ${name} cannot be read: ${text.code}`);
  const trace = parseTrace(text);
  if (!trace.ok) return fail(`the saved trace ${name} cannot be used: ${trace.error}`);
  const config = trace.value.origin?.config ?? '';
  const configText = await readFile(resolve(folder, config), 'utf8').catch(() => undefined);
  if (configText === undefined)
    return fail(
      `the saved trace ${name} is of the configuration "${config}", which is not beside the manifest`,
    );
  const id = savedTraceId(path);
  const shows = `Saved from a run of TLC on ${trace.value.origin?.module} with ${config}.`;
  return ok({
    id,
    title: `saved trace of ${config}`,
    shows,
    constants: constantsOf(configText),
    trace: trace.value,
  });
}

/** All actions that any of the models has: their modules may differ. */
function mergeActions(reports: readonly ModelReport[]): ActionSignature[] {
  const actions = new Map<string, ActionSignature>();
  for (const action of reports.flatMap((report) => report.interface?.actions ?? [])) {
    const known = actions.get(action.name);
    const parameters = action.parameters.map((parameter, i) => ({
      name: parameter.name,
      samples: [...(known?.parameters[i]?.samples ?? []), ...parameter.samples],
    }));
    actions.set(action.name, { name: action.name, parameters });
  }
  return [...actions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The files that the suite depends on with their hashes, and the TLC that made the traces. */
async function provenance(reports: readonly ModelReport[]): Promise<string[]> {
  const files = new Set(reports.flatMap(({ task, moduleFiles }) => [task.config, ...moduleFiles]));
  const hashes = await Promise.all(
    [...files].map(async (file) => {
      // The standard modules were unpacked for the run only; TLC's version stands for them.
      const content = await readFile(file).catch(() => undefined);
      return content
        ? [`  ${basename(file)} ${createHash('sha256').update(content).digest('hex').slice(0, 16)}`]
        : [];
    }),
  );
  const trace = reports
    .map(({ verdict }) => ('trace' in verdict ? verdict.trace?.origin : undefined))
    .find(Boolean);
  return [
    `Made by TLC ${trace?.tlcVersion ?? 'unknown'} (-fp ${trace?.fp} -seed ${trace?.seed} -workers ${trace?.workers}) from (SHA-256, first 16 digits):`,
    ...new Set(hashes.flat().sort()),
  ];
}
