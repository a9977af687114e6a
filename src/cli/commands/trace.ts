import { EXPORT_FORMATS, lightSvg } from '../../export/index.ts';
import {
  fail,
  traceToJson,
  visible,
  type Result,
  type TellingOptions,
  type Trace,
} from '../../trace/index.ts';
import { nearest } from '../../manifest/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readTraceFile } from '../read-trace-file.ts';
import { shownPath } from '../shown-path.ts';
import type { ToolOptions } from '../tools.ts';
import { gathered, writeChunks } from '../write-chunks.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `trace export`. */
export interface ExportOptions {
  readonly format: string;
  readonly output?: string;
  readonly title?: string;
  readonly actors?: readonly string[];
}

/** `tracewright trace export`: writes a saved trace in another format. */
export async function exportTrace(
  file: string,
  options: ExportOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const format = EXPORT_FORMATS.get(options.format);
  const isPng = options.format === PNG.name;
  if (!format && !isPng) return complain(context, unknownFormat(options.format), EXIT.didNotRun);
  if (isPng && !isFile(options.output))
    return complain(context, 'png is no text: name the file with --output', EXIT.didNotRun);
  const trace = await readTraceFile(file);
  if (!trace.ok) return complain(context, trace.error, EXIT.didNotRun);
  const { title, actors } = options;
  const unknown = actors?.find((name) => !parametersOf(trace.value).has(name));
  if (unknown !== undefined) return complain(context, unknownActor(unknown, trace.value), EXIT.didNotRun);
  const settings: TellingOptions = {
    ...(title !== undefined && { title }),
    ...(actors && { actorParameters: actors }),
  };
  if (format) return deliver(format.write(trace.value, settings), options.output, context);
  return deliverPng(trace.value, settings, options.output!, context);
}

/** The one format that is not made of text. */
const PNG = { name: 'png', description: 'the picture of svg in light colours, as pixels' } as const;

async function deliverPng(
  trace: Trace,
  settings: TellingOptions,
  output: string,
  context: CommandContext,
): Promise<ExitCode> {
  const { svgToPng } = await import('../png.ts');
  const png = await svgToPng([...lightSvg(trace, settings)].join(''));
  if (!png.ok) return complain(context, png.error, EXIT.didNotRun);
  const written = await writeChunks(output, png.value, '--output');
  return written.ok ? EXIT.asExpected : complain(context, written.error, EXIT.didNotRun);
}

/** The options of `trace import`. */
export interface ImportOptions extends ToolOptions {
  readonly output?: string;
  /** A cfg file. */
  readonly model?: string;
}

/** `tracewright trace import`: writes a trace of another tool as one of ours, with the actions of a model if one is named. */
export async function importTrace(
  file: string,
  { output, model, ...options }: ImportOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const read = await readTraceFile(file);
  if (!read.ok) return complain(context, read.error, EXIT.didNotRun);
  const trace = model === undefined ? read : await withActions(read.value, model, options, context);
  if (!trace) return EXIT.didNotRun;
  if (!trace.ok) return complain(context, `${shownPath(file)}: ${trace.error}`, EXIT.didNotRun);
  for (const note of trace.value.notes) context.terminal.log.write(`note: ${visible(note)}\n`);
  return deliver([`${JSON.stringify(traceToJson(trace.value), null, 2)}\n`], output, context);
}

/** The trace with the actions of a model; undefined where it was said why the model cannot be used. */
async function withActions(
  trace: Trace,
  model: string,
  options: ToolOptions,
  context: CommandContext,
): Promise<Result<Trace, string> | undefined> {
  const [{ checkSettings }, { prepareModels }, { nameActions }] = await Promise.all([
    import('../check-settings.ts'),
    import('../prepare-models.ts'),
    import('../../check/index.ts'),
  ]);
  const prepared = await prepareModels([model], { ...options, tier: 'all' }, context, context.terminal.log);
  if (!prepared.ok) return undefined;
  const { tasks, tools, errors } = prepared.value;
  if (errors.length > 0 || !tools) return undefined;
  const [task, ...others] = tasks;
  if (!task || others.length > 0)
    return fail(`--model takes one cfg file, and ${shownPath(model)} names ${tasks.length} models`);
  return nameActions(task, trace, checkSettings(tools, {}, context.signal));
}

async function deliver(
  chunks: Iterable<string>,
  output: string | undefined,
  context: CommandContext,
): Promise<ExitCode> {
  if (!isFile(output)) {
    for (const piece of gathered(chunks)) context.terminal.out.write(piece);
    return EXIT.asExpected;
  }
  const written = await writeChunks(output, chunks, '--output');
  return written.ok ? EXIT.asExpected : complain(context, written.error, EXIT.didNotRun);
}

/** A file, and not standard output. */
const isFile = (output: string | undefined): output is string => output !== undefined && output !== '-';

function unknownFormat(name: string): string {
  const close = nearest(name, [...EXPORT_FORMATS.keys(), PNG.name]);
  const known = [...EXPORT_FORMATS.values(), PNG].map(
    (format) => `  ${format.name.padEnd(14)} ${format.description}`,
  );
  const meant = close === undefined ? '' : `; did you mean "${close}"?`;
  return `there is no format "${name}"${meant}\n${known.join('\n')}`;
}

/** The names of all parameters of the actions of a trace. */
function parametersOf({ steps, end }: Trace): ReadonlySet<string> {
  const all = end.kind === 'lasso' ? [...steps, end.step] : steps;
  return new Set(
    all.flatMap(({ actions }) =>
      actions.flatMap((action) => (action.arguments ?? []).map(({ name }) => name)),
    ),
  );
}

function unknownActor(name: string, trace: Trace): string {
  const known = [...parametersOf(trace)];
  const list = known.length > 0 ? `they have ${known.join(', ')}` : 'they have none';
  return `no action of the trace has a parameter "${name}"; ${list}`;
}
