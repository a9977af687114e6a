import { EXPORT_FORMATS } from '../../export/index.ts';
import { type TellingOptions, traceToJson, type Trace } from '../../trace/index.ts';
import { nearest } from '../../manifest/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readTraceFile } from '../read-trace-file.ts';
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
  if (!format) return complain(context, unknownFormat(options.format), EXIT.didNotRun);
  const trace = await readTraceFile(file);
  if (!trace.ok) return complain(context, trace.error, EXIT.didNotRun);
  const { title, actors } = options;
  const unknown = actors?.find((name) => !parametersOf(trace.value).has(name));
  if (unknown !== undefined) return complain(context, unknownActor(unknown, trace.value), EXIT.didNotRun);
  const settings: TellingOptions = {
    ...(title !== undefined && { title }),
    ...(actors && { actorParameters: actors }),
  };
  return deliver(format.write(trace.value, settings), options.output, context);
}

/** `tracewright trace import`: writes a trace of another tool as one of ours. */
export async function importTrace(
  file: string,
  { output }: { readonly output?: string },
  context: CommandContext,
): Promise<ExitCode> {
  const trace = await readTraceFile(file);
  if (!trace.ok) return complain(context, trace.error, EXIT.didNotRun);
  return deliver([`${JSON.stringify(traceToJson(trace.value), null, 2)}\n`], output, context);
}

async function deliver(
  chunks: Iterable<string>,
  output: string | undefined,
  context: CommandContext,
): Promise<ExitCode> {
  if (output === undefined || output === '-') {
    for (const piece of gathered(chunks)) context.terminal.out.write(piece);
    return EXIT.asExpected;
  }
  const written = await writeChunks(output, chunks, '--output');
  return written.ok ? EXIT.asExpected : complain(context, written.error, EXIT.didNotRun);
}

function unknownFormat(name: string): string {
  const close = nearest(name, [...EXPORT_FORMATS.keys()]);
  const known = [...EXPORT_FORMATS.values()].map(
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
