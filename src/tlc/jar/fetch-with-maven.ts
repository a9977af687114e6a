import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Environment } from '../environment.ts';
import { findOnPath } from '../find-on-path.ts';
import { explainErrno } from '../problem.ts';
import { captureProcess } from '../run/capture-process.ts';
import { fail, ok, type Result } from '../result.ts';
import { DEFAULT_JAR } from './known-jars.ts';

const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
const TIME_LIMIT_MILLISECONDS = 5 * 60_000;
const SHOWN_LINES = 8;

/** The full path of `mvn`, if there is one. */
export const findMaven = (env: Environment): string | undefined => findOnPath('mvn', env);

/**
 * Lets Maven copy the default jar into `folder`, and removes the folder should this process die meanwhile. The error is
 * Maven's own last words.
 */
export async function fetchWithMaven(
  maven: string,
  folder: string,
  env: Environment,
): Promise<Result<string, string>> {
  const run = await captureProcess({
    command: maven,
    args: [
      ...['-q', '-B', COPY_GOAL],
      `-Dartifact=${DEFAULT_JAR.mavenArtifact}`,
      `-DoutputDirectory=${folder}`,
      '-Dtransitive=false',
      '-Dstyle.color=never',
    ],
    // Not the user's working folder: Maven would read a pom.xml that happens to be there.
    workingFolder: folder,
    privateFolder: folder,
    keepPrivateFolder: true,
    environment: { ...env },
    timeLimitMilliseconds: TIME_LIMIT_MILLISECONDS,
  });
  if (!run.ok) return fail(`${maven} could not be started: ${explainErrno(run.error.errno)}.`);
  const { exitCode, ended, stdout, stderr } = run.value;
  if (exitCode === 0) return ok(join(folder, DEFAULT_JAR.fileName));
  const lines = stripVTControlCharacters(`${stdout}\n${stderr}`)
    .split('\n')
    .filter((line) => line.replace('[ERROR]', '').trim() !== '');
  const why = ended === 'time-limit' ? 'took too long' : `failed (exit status ${exitCode})`;
  return fail([`Maven ${why}:`, ...lines.slice(0, SHOWN_LINES).map((line) => `  ${line}`)].join('\n'));
}
