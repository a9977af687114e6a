import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { captureProcess } from '../run/capture-process.ts';
import { makePrivateFolder } from '../run/private-folder.ts';
import { tlcArguments } from '../run/tlc-arguments.ts';
import {
  archiveFolder,
  archiveKey,
  archiveName,
  findClassArchive,
  removeOldArchives,
  type ClassArchiveRequest,
} from './archive-store.ts';
import { SAMPLE_EXIT_CODE, SAMPLE_MODEL, writeSampleModel } from './sample-model.ts';

/** Without a path there is no archive, which only costs time; the reason says why. */
export type ClassArchive =
  { readonly path: string; readonly made: boolean } | { readonly path?: undefined; readonly reason: string };

const TIME_LIMIT_MILLISECONDS = 60_000;
const KEPT_ARCHIVES = 5;
/** The first Java that records an archive while it works. */
const FIRST_WITH_ARCHIVES = 13;
const NO_ARCHIVES = 'this Java does not make class-data archives';

/**
 * The class-data archive with TLC's classes as this JVM has parsed and checked them; makes it if there is none, which
 * takes about as long as two small checks. It saves a part of the start of each later run.
 */
export async function ensureClassArchive(request: ClassArchiveRequest): Promise<ClassArchive> {
  const found = findClassArchive(request);
  if (found !== undefined) return { path: found, made: false };
  const folder = archiveFolder(request.env);
  const key = archiveKey(request);
  const refusal = join(folder, `${key}.none`);
  if (request.java.major < FIRST_WITH_ARCHIVES || existsSync(refusal)) return { reason: NO_ARCHIVES };
  const temporary = join(folder, `${key}.${randomUUID()}`);
  try {
    makeFolder(folder);
    const reason = await record(request, temporary);
    // Remembered, because asking costs a whole run.
    if (reason === NO_ARCHIVES) writeFileSync(refusal, reason);
    if (reason !== undefined) return { reason };
    const path = join(folder, archiveName(key, statSync(temporary).size));
    renameSync(temporary, path);
    removeOldArchives(folder, KEPT_ARCHIVES);
    return { path, made: true };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  } finally {
    if (existsSync(temporary)) rmSync(temporary, { force: true });
  }
}

/** Runs the sample model while the JVM records its classes; answers with what went wrong. */
async function record(
  { java, jar, launcher, env }: ClassArchiveRequest,
  archive: string,
): Promise<string | undefined> {
  const folder = makePrivateFolder();
  if (!folder.ok) return folder.error.message;
  writeSampleModel(folder.value.path);
  const model = { ...SAMPLE_MODEL, jar: jar.path, launcher, folder: folder.value.path };
  const run = await captureProcess({
    command: java.path,
    args: [`-XX:ArchiveClassesAtExit=${archive}`, ...tlcArguments(model, folder.value)],
    workingFolder: folder.value.path,
    privateFolder: folder.value.path,
    environment: { ...env },
    timeLimitMilliseconds: TIME_LIMIT_MILLISECONDS,
  });
  if (!run.ok) return `${java.path} could not be started (${run.error.errno})`;
  const { exitCode, stdout, stderr } = run.value;
  if (exitCode !== SAMPLE_EXIT_CODE) {
    return `the sample model ended with exit status ${exitCode}: ${(stderr || stdout).trim().slice(-300)}`;
  }
  return existsSync(archive) ? undefined : NO_ARCHIVES;
}
