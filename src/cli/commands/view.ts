import { dirname, relative, resolve } from 'node:path';
import { traceText, visible, type Trace } from '../../trace/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readTraceFile } from '../read-trace-file.ts';
import type { Colors } from '../terminal.ts';
import { savedTraceId } from '../trace-id.ts';
import { writeChunks } from '../write-chunks.ts';
import { complain, type CommandContext } from './context.ts';

/** The ways in which a terminal shows a trace. */
const TERMINAL_FORMS = ['text', 'lines', 'table', 'tty'] as const;
type TerminalForm = (typeof TERMINAL_FORMS)[number];

/** Where the output is no terminal, tables are so wide. */
const FILE_WIDTH = 120;

/** The options of `view`. */
export interface ViewOptions {
  readonly output?: string;
  readonly title?: string;
  readonly actors?: readonly string[];
  readonly specs?: readonly string[];
  readonly text?: boolean;
  readonly lines?: boolean;
  readonly table?: boolean;
  readonly tty?: boolean;
}

/** `tracewright view`: writes one HTML file that shows a trace, or two side by side; or shows it in the terminal. */
export async function view(
  files: readonly string[],
  options: ViewOptions,
  context: CommandContext,
): Promise<ExitCode> {
  if (files.length > 2)
    return complain(context, 'one trace is shown, or two side by side: not more', EXIT.didNotRun);
  const forms = TERMINAL_FORMS.filter((form) => options[form]);
  if (forms.length > 0) return viewInTerminal(files, forms, options, context);
  const read = await Promise.all(files.map(readTraceFile));
  const wrong = read.find((trace) => !trace.ok);
  if (wrong && !wrong.ok) return complain(context, wrong.error, EXIT.didNotRun);
  const traces = read.flatMap((trace) => (trace.ok ? [trace.value] : []));
  const labelled = traces.map((trace, i) => ({ trace, label: savedTraceId(files[i]!) }));
  const folders = [...(options.specs ?? []), ...files.map(dirname), '.'].map((folder) => resolve(folder));
  const title = options.title ?? labelled.map(({ label }) => label).join(' and ');
  const [first, ...others] = traces;
  if (!first) return complain(context, 'no trace was named', EXIT.didNotRun);
  const [{ tracePage }, { readSpecFiles }, { pageAssets }] = await Promise.all([
    import('../../view/index.ts'),
    import('../spec-files.ts'),
    import('../page-assets.ts'),
  ]);
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

/** Options that are about the page only. */
const PAGE_OPTIONS = ['output', 'actors', 'specs'] as const;

async function viewInTerminal(
  files: readonly string[],
  forms: readonly TerminalForm[],
  options: ViewOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const [form, another] = forms;
  const without = PAGE_OPTIONS.find((option) => options[option] !== undefined);
  if (another !== undefined) return complain(context, `--${form} or --${another}: not both`, EXIT.didNotRun);
  if (without !== undefined)
    return complain(context, `--${without} has no effect with --${form}`, EXIT.didNotRun);
  const [file] = files;
  if (file === undefined || files.length > 1)
    return complain(context, `--${form} shows one trace`, EXIT.didNotRun);
  const trace = await readTraceFile(file);
  if (!trace.ok) return complain(context, trace.error, EXIT.didNotRun);
  const title = options.title ?? savedTraceId(file);
  if (form === 'tty') return step(trace.value, title, context);
  const { out, colorsOf } = context.terminal;
  const colors = colorsOf(out);
  const lines = await textOf(form!, trace.value, colors, out.columns ?? FILE_WIDTH);
  out.write([colors.bold(visible(title)), ...lines, ''].join('\n'));
  return EXIT.asExpected;
}

async function textOf(
  form: Exclude<TerminalForm, 'tty'>,
  trace: Trace,
  colors: Colors,
  width: number,
): Promise<readonly string[]> {
  switch (form) {
    case 'text': {
      const why = trace.why ? (await import('../report/why-text.ts')).whyText(trace.why, colors) : [];
      return [...traceText(trace, colors), ...why];
    }
    case 'lines':
      return (await import('../report/trace-lines.ts')).traceLines(trace, colors);
    case 'table':
      return (await import('../report/trace-table.ts')).traceTable(trace, colors, width);
  }
}

async function step(trace: Trace, title: string, context: CommandContext): Promise<ExitCode> {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY)
    return complain(context, '--tty needs a terminal; --text prints all steps', EXIT.didNotRun);
  const [{ runStepper }, { steppedTrace }] = await Promise.all([
    import('../stepper/run-stepper.ts'),
    import('../stepper/stepper.ts'),
  ]);
  const colors = context.terminal.colorsOf(stdout);
  const ended = await runStepper(steppedTrace(trace, visible(title)), {
    keys: stdin,
    screen: stdout,
    colors,
    signal: context.signal,
  });
  return ended === 'done' ? EXIT.asExpected : EXIT.interrupted;
}
