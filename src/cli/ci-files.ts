import { randomUUID } from 'node:crypto';
import { appendFileSync, statSync, truncateSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  checkLine,
  commandsOff,
  commandsOn,
  githubAnnotations,
  jobSummary,
  junitXml,
  sarif,
  SUMMARY_LIMIT,
  type CiRun,
} from '../ci/index.ts';
import type { ModelReport } from '../check/index.ts';
import { lcov, type CoveredModule } from '../coverage/index.ts';
import { CI_FILES, summaryFile, summaryMessage, type CiOptions } from './ci-options.ts';
import type { TextStream } from './terminal.ts';
import { writeChunks } from './write-chunks.ts';

/** Writes what the options ask for; answers with what could not be written. */
export async function writeCiFiles(
  run: CiRun,
  options: CiOptions,
  env: NodeJS.ProcessEnv,
  modules: readonly CoveredModule[],
): Promise<readonly string[]> {
  const texts: Readonly<Record<keyof typeof CI_FILES, () => Iterable<string>>> = {
    junit: () => junitXml(run),
    sarif: () => [`${JSON.stringify(sarif(run), null, 2)}\n`],
    jsonLine: () => [checkLine(run)],
    lcov: () => lcov(modules),
  };
  const problems: string[] = [];
  for (const [name, option] of Object.entries(CI_FILES)) {
    const file = options[name as keyof typeof CI_FILES];
    if (file === undefined) continue;
    const written = await writeChunks(resolve(file), texts[name as keyof typeof CI_FILES](), option);
    if (!written.ok) problems.push(written.error);
  }
  const summary = summaryFile(options, env);
  const problem = summary ? appendSummary(run, summary, options.traces ? 'every' : 'unexpected') : undefined;
  return problem === undefined ? problems : [...problems, problem];
}

/** Other commands of the step may have written there already, and GitHub takes all of it or nothing. */
function appendSummary(run: CiRun, file: string, traces: 'every' | 'unexpected'): string | undefined {
  let before: number | undefined;
  try {
    before = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(file, jobSummary(run, SUMMARY_LIMIT - before, traces));
    return undefined;
  } catch (error) {
    if (before !== undefined) takeBack(file, before);
    return summaryMessage(file, error);
  }
}

/** A part of a summary is worse than none. */
function takeBack(file: string, size: number): void {
  try {
    truncateSync(file, size);
  } catch {
    // What could not be written may not be there to be cut.
  }
}

/** Where links to the modules of some models lead. */
export async function moduleLinks(reports: readonly ModelReport[]): Promise<ReadonlyMap<string, string>> {
  const files = reports.flatMap(({ task, moduleFiles }) => [
    task.config,
    join(task.folder, `${task.module}.tla`),
    ...moduleFiles,
  ]);
  const places = await Promise.all(
    [...new Set(files)].map(async (file) => [file, await realpath(file).catch(() => file)] as const),
  );
  return new Map(places.filter(([file, place]) => file !== place));
}

/** Lets GitHub take no line of what follows for a command; answers with what lets it do so again, and annotates. */
export function startGithubLog(text: TextStream): (run: CiRun) => void {
  const token = randomUUID();
  text.write(`${commandsOff(token)}\n`);
  return (run) => {
    text.write(`${[commandsOn(token), ...githubAnnotations(run)].join('\n')}\n`);
  };
}
