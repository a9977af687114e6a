import { followProgram, type FollowedProgram } from '../../conformance/index.ts';
import { explorer, replayOnThreads, type DesignName } from '../../kernel/index.ts';
import { EXIT, worst, type ExitCode } from '../exit-code.ts';
import { exploreProgram, type ProgramReport } from '../explore/explore-program.ts';
import { programText, replayText, type ModelUse } from '../explore/explore-text.ts';
import { findDesign } from '../find-design.ts';
import { programGraph } from '../program-graph.ts';
import { findTools, type ToolOptions, type Tools } from '../tools.ts';
import { unknownName } from '../unknown-name.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `explore`. */
export interface ExploreOptions extends ToolOptions {
  /** One program; else all of them. */
  readonly program?: string;
  /** A printed schedule, to be run instead of a search; needs `program`. */
  readonly replay?: string;
  /** Whether the schedule is repeated on worker threads too. */
  readonly threads?: boolean;
  readonly seed: number;
  /** For each program. */
  readonly seconds: number;
  /** Whether each run is followed through the state graph of the design's specification. */
  readonly model: boolean;
  readonly json?: boolean;
}

/** A program, followed through its model where there is one. */
interface Explored extends Partial<Pick<FollowedProgram, 'path'>> {
  readonly program: explorer.Program;
  readonly model?: ModelUse;
}

/** `tracewright explore`: looks for a run of small programs on the reference implementation that fails. */
export async function explore(
  name: string,
  options: ExploreOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const known = findDesign(name);
  if (!known.ok) return complain(context, known.error, EXIT.didNotRun);
  const design = known.value;
  const wrong = wrongOption(options);
  if (wrong !== undefined) return complain(context, wrong, EXIT.didNotRun);
  const tools = options.model ? await modelTools(options, context) : undefined;
  if (typeof tools === 'string') return complain(context, tools, EXIT.didNotRun);
  const prepare = (each: string): Promise<Explored> => prepareProgram(each, design, tools, context);
  const { program, replay } = options;
  if (program !== undefined && replay !== undefined)
    return replayOne(design, program, await prepare(program), { ...options, replay }, context);
  const names = program === undefined ? Object.keys(explorer.PAGE_PROGRAMS) : [program];
  return exploreAll(design, names, prepare, options, context);
}

/** What is wrong with the options, before anything runs. */
function wrongOption({ program, replay, threads }: ExploreOptions): string | undefined {
  const names = Object.keys(explorer.PAGE_PROGRAMS);
  if (program !== undefined && !names.includes(program)) return unknownName('program', program, names);
  if (replay === undefined) return threads === true ? '--threads needs --replay' : undefined;
  if (program === undefined) return '--replay needs --program';
  if (explorer.parseSchedule(replay) !== undefined) return undefined;
  return `${JSON.stringify(replay)} is no schedule: a12b3 is 12 steps of the first thread and then 3 of the second, a! a sleep of the first that times out, a~ one that ends for no reason`;
}

/** What TLC needs, or the reason why it cannot run. */
async function modelTools(options: ToolOptions, { env, terminal }: CommandContext): Promise<Tools | string> {
  const tools = await findTools(options, env, (text) => terminal.log.write(text));
  if (tools.ok) return tools.value;
  return `the runs cannot be compared with the specification (--no-model explores without): ${tools.error}`;
}

async function prepareProgram(
  name: string,
  design: DesignName,
  tools: Tools | undefined,
  context: CommandContext,
): Promise<Explored> {
  if (tools === undefined) return { program: explorer.pageProgram(name, design) };
  const graph = await programGraph(name, design, tools, context);
  if (!graph.ok) return { program: explorer.pageProgram(name, design), model: { missing: graph.error } };
  const { stateCount, edgeCount } = graph.value;
  return {
    ...followProgram(name, design, graph.value),
    model: { states: stateCount, transitions: edgeCount },
  };
}

async function exploreAll(
  design: DesignName,
  names: readonly string[],
  prepare: (name: string) => Promise<Explored>,
  options: ExploreOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const reports: (ProgramReport & { readonly model?: ModelUse })[] = [];
  for (const name of names) {
    const { program, model } = await prepare(name);
    const report = signal.aborted ? undefined : await exploreProgram(name, program, { ...options, signal });
    if (report === undefined) {
      if (options.json === true) terminal.out.write(jsonOf(design, reports, true));
      const done = `${reports.length} of ${names.length} programs were explored`;
      const code = complain(context, `interrupted in ${name}; before it ${done}`, EXIT.interrupted);
      return reports.some(({ failure }) => failure !== undefined) ? EXIT.violated : code;
    }
    reports.push({ ...report, ...(model && { model }) });
    if (options.json !== true) terminal.out.write(programText(design, report, model));
  }
  if (options.json === true) terminal.out.write(jsonOf(design, reports, false));
  return worst(reports.map(exitCodeOf));
}

const jsonOf = (design: DesignName, programs: readonly object[], isInterrupted: boolean): string =>
  `${JSON.stringify({ version: 1, design, isInterrupted, programs }, undefined, 2)}\n`;

function exitCodeOf({ failure, isComplete, model }: ProgramReport & { readonly model?: ModelUse }): ExitCode {
  if (failure !== undefined) return EXIT.violated;
  const isCompared = model === undefined || !('missing' in model);
  return isComplete && isCompared ? EXIT.asExpected : EXIT.incomplete;
}

async function replayOne(
  design: DesignName,
  name: string,
  { program, path, model }: Explored,
  options: ExploreOptions & { readonly replay: string },
  context: CommandContext,
): Promise<ExitCode> {
  const replayed = explorer.replay(program, explorer.parseSchedule(options.replay) ?? []);
  if (!replayed.ok) {
    const { at, fibre, needsSleep } = replayed;
    const who = program.fibres[fibre]?.name;
    const why =
      who === undefined
        ? `it has no thread ${explorer.letterOf(fibre)}`
        : `thread ${explorer.letterOf(fibre)} (${who}) ${needsSleep ? 'does not sleep there, so that nothing can wake it' : 'has ended, or sleeps'}`;
    const where = `after ${at} ${at === 1 ? 'step' : 'steps'}, ${why}; a schedule is of one design and one program`;
    return complain(context, `the schedule does not fit ${name} on ${design}: ${where}`, EXIT.didNotRun);
  }
  const { failure, steps } = replayed;
  const threads =
    options.threads === true ? await replayOnThreads(name, design, replayed.schedule) : undefined;
  const schedule = explorer.printSchedule(replayed.schedule);
  const run = { failure, schedule, steps, model, path: path?.(), threads };
  const { out } = context.terminal;
  if (options.json === true)
    out.write(`${JSON.stringify({ version: 1, design, program: name, ...run }, undefined, 2)}\n`);
  else out.write(replayText(program, run));
  if (threads?.ok === false) {
    const what = `at step ${threads.at + 1} of the schedule: ${threads.difference ?? 'it is not possible'}`;
    return complain(context, `the worker threads did not repeat the run: ${what}`, EXIT.didNotRun);
  }
  return failure === undefined ? EXIT.asExpected : EXIT.violated;
}
