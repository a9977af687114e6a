import { statSync } from 'node:fs';
import { isExecutable } from '../find-on-path.ts';
import { explainErrno, type RunProblem } from '../problem.ts';

/** What would keep a Java program from starting in a folder; undefined if nothing is seen. */
export function startProblem(java: string, folder: string): RunProblem | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return { code: 'folder-missing', message: `There is no folder ${folder}.`, path: folder };
  }
  return isExecutable(java) ? undefined : notStarted(java, 'it is not an executable file');
}

/** The problem of a program that could not be started; the reason is an errno or the end of a sentence. */
export const notStarted = (path: string, reason: string): RunProblem => ({
  code: 'not-started',
  message: `Cannot start ${path}: ${explainErrno(reason)}.`,
  path,
});
