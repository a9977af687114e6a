import { dirname, relative, resolve } from 'node:path';
import { tracePage } from '../../view/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readSpecFiles } from '../spec-files.ts';
import { pageAssets } from '../page-assets.ts';
import { readTraceFile } from '../read-trace-file.ts';
import { savedTraceId } from '../trace-id.ts';
import { writeChunks } from '../write-chunks.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `view`. */
export interface ViewOptions {
  readonly output?: string;
  readonly title?: string;
  readonly actors?: readonly string[];
  readonly specs?: readonly string[];
}

/** `tracewright view`: writes one HTML file that shows a trace, or two side by side. */
export async function view(
  files: readonly string[],
  options: ViewOptions,
  context: CommandContext,
): Promise<ExitCode> {
  if (files.length > 2)
    return complain(context, 'one trace is shown, or two side by side: not more', EXIT.didNotRun);
  const read = await Promise.all(files.map(readTraceFile));
  const wrong = read.find((trace) => !trace.ok);
  if (wrong && !wrong.ok) return complain(context, wrong.error, EXIT.didNotRun);
  const traces = read.flatMap((trace) => (trace.ok ? [trace.value] : []));
  const labelled = traces.map((trace, i) => ({ trace, label: savedTraceId(files[i]!) }));
  const folders = [...(options.specs ?? []), ...files.map(dirname), '.'].map((folder) => resolve(folder));
  const title = options.title ?? labelled.map(({ label }) => label).join(' and ');
  const [first, ...others] = traces;
  if (!first) return complain(context, 'no trace was named', EXIT.didNotRun);
  const { sources, pictures, problem } = await readSpecFiles([first, ...others], folders);
  if (problem !== undefined) complain(context, problem, EXIT.didNotRun);
  const extras = {
    title,
    sources,
    ...(pictures && { pictures }),
    ...(options.actors && { actorParameters: options.actors }),
  };
  const output = resolve(options.output ?? `${labelled.map(({ label }) => label).join('-and-')}.html`);
  const written = await writeChunks(output, tracePage(labelled, extras, await pageAssets()), '--output');
  if (!written.ok) return complain(context, written.error, EXIT.didNotRun);
  context.terminal.out.write(`${relative(process.cwd(), output)}\n`);
  return EXIT.asExpected;
}
