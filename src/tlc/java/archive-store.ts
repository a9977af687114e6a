import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../cache-folder.ts';
import type { Environment } from '../environment.ts';
import type { Java } from './find-java.ts';

/** What an archive is made for: one Java, one jar, and the launcher that starts it. */
export interface ClassArchiveRequest {
  readonly java: Java;
  readonly jar: { readonly path: string; readonly sha256: string };
  readonly launcher?: string | undefined;
  readonly env: Environment;
}

export const archiveFolder = (env: Environment): string => join(cacheFolder(env), 'cds');

/** Begins the names of all files for this Java and this jar. */
export function archiveKey({ java, jar, launcher }: ClassArchiveRequest): string {
  // The JVM takes an archive only for jars with the paths and times of change that it was made with.
  const changed = (path: string) => [path, statSync(path, { throwIfNoEntry: false })?.mtimeMs];
  const jars = [jar.path, ...(launcher === undefined ? [] : [launcher])];
  const key = JSON.stringify([java.identity, java.version, jar.sha256, jars.map(changed)]);
  return createHash('sha256').update(key).digest('hex').slice(0, 24);
}

/** Named with its size, because a JVM crashes (SIGBUS) on an archive that was cut off. */
export const archiveName = (key: string, bytes: number): string => `${key}-${bytes}.jsa`;

/** The whole archive for this Java and this jar, if there is one. */
export function findClassArchive(request: ClassArchiveRequest): string | undefined {
  const key = archiveKey(request);
  const folder = archiveFolder(request.env);
  return list(folder).find(({ name, bytes }) => name === archiveName(key, bytes))?.path;
}

/** Removes all but the newest archives. */
export function removeOldArchives(folder: string, kept: number): void {
  const archives = list(folder).filter(({ name }) => name.endsWith('.jsa'));
  const newestFirst = archives.sort((a, b) => b.time - a.time);
  for (const { path } of newestFirst.slice(kept)) rmSync(path, { force: true });
}

function list(folder: string) {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.map((name) => {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    return { name, path, bytes: stat?.size ?? -1, time: stat?.mtimeMs ?? 0 };
  });
}
