import { closeSync, openSync, statSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errnoOf, explainErrno } from '../tlc/index.ts';
import { writingProblem, type CheckUsage } from './check-usage.ts';

/** The options of `check` that ask for reports for CI services. */
export type CiOptions = Pick<CheckUsage, 'junit' | 'sarif' | 'jsonLine' | 'github' | 'lcov'> & {
  readonly traces?: boolean;
};

/** The options that name a file, by their names here. */
export const CI_FILES = {
  junit: '--junit',
  sarif: '--sarif',
  jsonLine: '--json-line',
  lcov: '--lcov',
} as const;

/** Loading what writes the reports takes time: only who wants them waits. */
export const wantsCiFiles = (options: CiOptions): boolean =>
  options.github === true ||
  Object.keys(CI_FILES).some((name) => options[name as keyof typeof CI_FILES] !== undefined);

/** The file that GitHub shows as the summary of the job. */
export const summaryFile = ({ github }: CiOptions, env: NodeJS.ProcessEnv): string | undefined =>
  github && env.GITHUB_STEP_SUMMARY ? env.GITHUB_STEP_SUMMARY : undefined;

/** Whether the reports can be written where they are wanted: better to know before an hour's work. */
export function ciFilesProblem(options: CiOptions, env: NodeJS.ProcessEnv): string | undefined {
  const wanted = Object.entries(CI_FILES).flatMap(([name, option]) => {
    const file = options[name as keyof typeof CI_FILES];
    return file === undefined ? [] : [{ option, file }];
  });
  for (const [i, { option, file }] of wanted.entries()) {
    const other = wanted.slice(0, i).find((earlier) => resolve(earlier.file) === resolve(file));
    if (other) return `${other.option} and ${option} name the same file: ${file}`;
    const problem = kindProblem(option, file) ?? writingProblem(option, dirname(resolve(file)));
    if (problem !== undefined) return problem;
  }
  const summary = summaryFile(options, env);
  return summary ? appendProblem(summary) : undefined;
}

/** A file is replaced as a whole: a folder, a device or a pipe cannot be. */
function kindProblem(option: string, file: string): string | undefined {
  const there = kindOf(file);
  return there === undefined || there.isFile()
    ? undefined
    : `Cannot write ${file}: it is no regular file. Choose another place with ${option}.`;
}

/** What cannot be looked at is found out by writing. */
function kindOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

export const summaryMessage = (file: string, error: unknown): string =>
  `Cannot write the job summary ${file} (GITHUB_STEP_SUMMARY): ${explainErrno(errnoOf(error))}.`;

function appendProblem(file: string): string | undefined {
  try {
    closeSync(openSync(file, 'a'));
    return undefined;
  } catch (error) {
    return summaryMessage(file, error);
  }
}
