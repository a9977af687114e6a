import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { identityOf } from './file-identity.ts';

/** For each folder the SHA-256 of the module's file in it, or null where there is none. */
export type ModuleStates = readonly (readonly (string | null)[])[];

/**
 * The state of modules in the folders that SANY searches, for each module in each folder: as long as all of that is the
 * same, SANY finds the same files with the same texts, in whatever order it searches.
 * @throws the system call's error for a file that cannot be read.
 */
export const moduleStates = (names: readonly string[], folders: readonly string[]): ModuleStates =>
  names.map((name) => folders.map((folder) => hashOf(join(folder, `${name}.tla`))));

function hashOf(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** The identities of some files and of all modules in some folders, to see later whether one was written meanwhile. */
export function watchFiles(files: readonly string[], folders: readonly string[]): () => boolean {
  const look = (): string => {
    const modules = folders.flatMap((folder) =>
      namesIn(folder)
        .filter((name) => name.endsWith('.tla'))
        .map((name) => join(folder, name)),
    );
    return JSON.stringify([...files, ...modules].sort().map((path) => [path, identityOf(path)]));
  };
  const before = look();
  return () => look() === before;
}

/**
 * A Java class with which TLC may replace a definition: `<module>.class` or `tlc2/...` in a folder with modules. What it
 * reads cannot be known.
 */
export function javaClassIn(folders: readonly string[]): string | undefined {
  const classes = folders.flatMap((folder) =>
    namesIn(folder)
      .filter((name) => name.endsWith('.class') || name === 'tlc2')
      .map((name) => join(folder, name)),
  );
  return classes[0];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether a path is that of a file in the folder; TLC names the file that a link leads to. */
export function isFileIn(folder: string, path: string): boolean {
  try {
    return realpathSync(join(folder, basename(path))) === realpathSync(path);
  } catch {
    return false;
  }
}
