import { copyFile, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isOurs, type GeneratedFile } from '../codegen/index.ts';
import { errnoOf, explainErrno, makeFolder } from '../tlc/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';

/** How a folder differs from what it should contain. */
export interface FolderDifference {
  /** Files to write. */
  readonly changed: readonly GeneratedFile[];
  /** Names of files that Tracewright wrote once and that are wanted no more. */
  readonly stale: readonly string[];
  /** The texts of the files that are there; of what is no regular file, only the name. */
  readonly old: ReadonlyMap<string, string | undefined>;
}

/**
 * Compares a folder with the generated files that it should contain; line ends do not count, and other files neither.
 * It is an error when a file that Tracewright did not write is in the place of one.
 */
export async function compareFolder(
  folder: string,
  files: readonly GeneratedFile[],
): Promise<Result<FolderDifference, string>> {
  let old: ReadonlyMap<string, string | undefined>;
  try {
    old = await readFiles(folder);
  } catch (error) {
    return fail(`cannot read ${folder}: ${explainErrno(errnoOf(error))}`);
  }
  const changed = files.filter(({ path, text }) => old.get(path)?.replace(/\r\n?/g, '\n') !== text);
  // Only files that say so in their first line are overwritten or removed.
  const ours = (name: string): boolean => isOurs(old.get(name) ?? '');
  const foreign = changed.find(({ path }) => old.has(path) && !ours(path) && !isEmpty(old.get(path)));
  if (foreign)
    return fail(
      `${join(folder, foreign.path)} was not written by Tracewright and is left as it is; move it away`,
    );
  const stale = [...old.keys()].filter((name) => ours(name) && !files.some(({ path }) => path === name));
  return ok({ changed, stale, old });
}

/** In the place of a file of ours nothing is lost with it. */
const isEmpty = (text: string | undefined): boolean => text?.trim() === '';

/**
 * Makes a folder contain exactly the given generated files; other files in it are kept. All new files, and copies of
 * the old ones, are written to a folder beside it first: a full disk leaves the old files as they were, and after a
 * failure in the middle they are put back by renaming, which needs no space. Answers with the number of changed files.
 */
export async function writeFolder(
  folder: string,
  files: readonly GeneratedFile[],
): Promise<Result<number, string>> {
  const compared = await compareFolder(folder, files);
  if (!compared.ok) return compared;
  const { changed, stale, old } = compared.value;
  let fresh: string | undefined;
  const undo: (() => Promise<void>)[] = [];
  try {
    if (changed.length === 0 && stale.length === 0) return ok(0);
    makeFolder(folder);
    fresh = await mkdtemp(`${folder}.new-`);
    const names = [...changed.map(({ path }) => path), ...stale];
    const copies = join(fresh, 'old');
    await mkdir(copies);
    for (const name of names) if (old.has(name)) await copyFile(join(folder, name), join(copies, name));
    for (const { path, text } of changed) await writeFile(join(fresh, path), text);
    for (const name of names) {
      const target = join(folder, name);
      await (stale.includes(name) ? rm(target) : rename(join(fresh, name), target));
      undo.push(() => (old.has(name) ? rename(join(copies, name), target) : rm(target)));
    }
    return ok(names.length);
  } catch (error) {
    const undone = await Promise.allSettled(undo.map((putBack) => putBack()));
    const lost = undone.find((outcome) => outcome.status === 'rejected');
    const state = lost
      ? `the old files could not all be put back: ${reasonOf(lost.reason)}; run it again`
      : 'nothing there was changed';
    return fail(`cannot write ${folder}: ${reasonOf(error)}; ${state}`);
  } finally {
    if (fresh !== undefined) await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && !('code' in error) ? error.message : explainErrno(errnoOf(error));

/** The texts of the files in a folder; of what is no regular file, only the name. */
async function readFiles(folder: string): Promise<Map<string, string | undefined>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return new Map(
    await Promise.all(
      entries.map(
        async (entry) =>
          [
            entry.name,
            entry.isFile() ? await readFile(join(folder, entry.name), 'utf8') : undefined,
          ] as const,
      ),
    ),
  );
}
