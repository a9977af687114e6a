import type { ModelPath, PathStep } from '../../conformance/index.ts';
import { explorer, type ThreadReplay } from '../../kernel/index.ts';
import { shellWord } from '../shell-word.ts';
import type { ProgramReport } from './explore-program.ts';

/** How the runs of a program were compared with the model of its small world. */
export type ModelUse =
  | { readonly states: number; readonly transitions: number }
  /** They were not, and why. */
  | { readonly missing: string };

/** The lines for one program. */
export function programText(design: string, report: ProgramReport, model: ModelUse | undefined): string {
  const { program, failure, schedule, isComplete, incomplete, runs, steps, races } = report;
  const effort = `${runs} runs, ${steps} steps`;
  const raceLines = races.map((race) => `     race: ${race}\n`).join('');
  const modelLine = model === undefined ? '' : `     ${modelText(model)}\n`;
  if (failure !== undefined) {
    const again = `npx tracewright explore ${design} --program ${program} --replay ${shellWord(schedule ?? '')}`;
    return `FAIL ${program}: ${failure.kind}: ${failure.message}  (${effort})\n     repeat with: ${again}\n${raceLines}`;
  }
  const result = isComplete
    ? 'no run fails, all were explored'
    : `nothing found, but ${incomplete ?? 'not all explored'}`;
  return `${isComplete ? 'ok  ' : '?   '} ${program}: ${result}  (${effort})\n${modelLine}${raceLines}`;
}

const modelText = (model: ModelUse): string =>
  'missing' in model
    ? `not compared with the model: ${model.missing}`
    : `each run is a path of the model's state graph (${model.states} states, ${model.transitions} transitions)`;

/** A replayed run, and what is known of it. */
export interface ReplayedRun {
  readonly failure: explorer.Failure | undefined;
  readonly steps: readonly explorer.ReplayedStep[];
  readonly model: ModelUse | undefined;
  readonly path: ModelPath | undefined;
  readonly threads: ThreadReplay | undefined;
}

/** The lines for a replayed run. */
export function replayText(
  program: explorer.Program,
  { failure, steps, model, path, threads }: ReplayedRun,
): string {
  return [
    stepsText(program, steps),
    path ? pathText(program, path) : model && 'missing' in model ? `${modelText(model)}\n` : '',
    failure ? `${failure.kind}: ${failure.message}\n` : 'nothing is wrong in this run\n',
    threads?.ok === true ? threadsText(threads) : '',
  ].join('');
}

/** The steps of a replayed run, a line each. */
function stepsText({ fibres }: explorer.Program, steps: readonly explorer.ReplayedStep[]): string {
  const width = widthOf(fibres);
  const line = ({ fibre, text }: explorer.ReplayedStep, i: number): string => {
    const name = nameOf(fibres, fibre);
    return `${String(i + 1).padStart(5)}  ${explorer.letterOf(fibre)} ${name.padEnd(width)}  ${text}\n`;
  };
  return steps.map(line).join('');
}

/** The path of the model that a run maps to, a line each. */
function pathText({ fibres }: explorer.Program, { steps, underWay }: ModelPath): string {
  const width = widthOf(fibres);
  const line =
    (end: string) =>
    ({ fibre, action }: PathStep): string =>
      `       ${explorer.letterOf(fibre)} ${nameOf(fibres, fibre).padEnd(width)}  ${action}${end}\n`;
  return `in the model:\n${steps.map(line('')).join('')}${underWay.map(line(' is under way')).join('')}`;
}

/** What worker threads made of the same schedule. */
const threadsText = ({ failure, operations }: ThreadReplay & { readonly ok: true }): string =>
  `on worker threads: the same ${operations} atomic operations with the same answers, and ${failure === undefined ? 'nothing is wrong' : 'the same failure'}\n`;

type Fibres = explorer.Program['fibres'];

const nameOf = (fibres: Fibres, fibre: number): string => fibres[fibre]!.name;

const widthOf = (fibres: Fibres): number => Math.max(...fibres.map(({ name }) => name.length));
