import { cannotWrite, errnoOf, makeFolder, tryToWrite } from '../tlc/index.ts';
import type { CheckProblem } from './check-problem.ts';
import { shellWord } from './shell-word.ts';

/** The options of `check` that do not go with everything else. */
export interface CheckUsage {
  readonly config?: string;
  readonly simulate?: number;
  readonly depth?: number;
  readonly logs?: string;
  readonly saveTraces?: string;
  readonly report?: string;
  readonly junit?: string;
  readonly sarif?: string;
  readonly jsonLine?: string;
  readonly github?: boolean;
  readonly lcov?: string;
}

/** What is wrong with a command before anything is looked for; an option without effect is a mistake. */
export function usageProblem(paths: readonly string[], options: CheckUsage): CheckProblem | undefined {
  const message = depthProblem(options) ?? configProblem(paths, options);
  if (message !== undefined) return { code: 'usage', message };
  const folders = [
    ['--logs', options.logs],
    ['--save-traces', options.saveTraces],
    ['--report', options.report],
  ] as const;
  const unwritable = folders
    .map(([option, folder]) => (folder === undefined ? undefined : writingProblem(option, folder)))
    .find((problem) => problem !== undefined);
  return unwritable === undefined ? undefined : { code: 'not-writable', message: unwritable };
}

const depthProblem = ({ depth, simulate }: CheckUsage): string | undefined =>
  depth !== undefined && simulate === undefined
    ? '--depth goes with --simulate: it is the longest behavior that a simulation tries'
    : undefined;

function configProblem(paths: readonly string[], { config }: CheckUsage): string | undefined {
  if (config === undefined) return undefined;
  const configuration = paths.find((path) => path.endsWith('.cfg'));
  if (configuration !== undefined)
    return `${configuration} is a configuration itself, so --config has no effect: give one of the two`;
  return paths.length > 0 && paths.every((path) => path.endsWith('.tla'))
    ? undefined
    : `--config goes with a module: npx tracewright check <module>.tla --config ${shellWord(config)}`;
}

/** Makes the folder and tries to write: better to know before an hour's work. */
export function writingProblem(option: string, folder: string): string | undefined {
  try {
    makeFolder(folder);
    tryToWrite(folder, 4096);
    return undefined;
  } catch (error) {
    return cannotWrite(`to ${folder}`, errnoOf(error), `choose another folder with ${option}`);
  }
}
