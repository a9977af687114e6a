import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { shellWord } from './shell-word.ts';

/** A command of Tracewright that a user is to run. Paths are absolute. */
export interface PrintedCommand {
  readonly command: 'generate' | 'replay';
  /** The manifest's folder, or the manifest itself where it has another name than `manifest.json`. */
  readonly target: string;
  /** The folder in which `npx tracewright` is found. */
  readonly project: string;
  /** Options with their values, one a word. */
  readonly options?: readonly string[];
}

/** The command as it works when it is pasted into a shell that is in the folder `from`. */
export function printedCommand(
  { command, target, project, options = [] }: PrintedCommand,
  from: string,
): string {
  const isInside = !leadsOut(relative(project, from));
  const path =
    relative(isInside ? from : project, target)
      .split(sep)
      .join('/') || '.';
  // A word that begins with a dash would be taken for an option.
  const words = ['npx', 'tracewright', command, path.startsWith('-') ? `./${path}` : path, ...options];
  const line = words.map(shellWord).join(' ');
  return isInside ? line : `cd ${shellWord(project)} && ${line}`;
}

const leadsOut = (path: string): boolean => path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);

/** Where a generated suite stands, as it says of itself. */
export interface SuitePlace {
  /** The suite's own file; absolute. */
  readonly suite: string;
  /** {@link PrintedCommand}'s `target` and `project`, relative to the suite's folder. */
  readonly manifest: string;
  readonly project: string;
}

/** The command that replays one trace of a suite, for a shell in the folder in which the test runs. */
export function repeatCommand({ suite, manifest, project }: SuitePlace, id: string): string {
  const folder = dirname(suite);
  return printedCommand(
    {
      command: 'replay',
      target: resolve(folder, manifest),
      project: resolve(folder, project),
      options: ['--test', id],
    },
    process.cwd(),
  );
}
