import { mkdirSync, statSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errnoOf } from './problem.ts';

/**
 * Makes a folder, and those above it that are missing. Node's own recursive mkdir goes round for ever where the system
 * answers ENOENT below a folder that is there, as in /proc.
 * @throws the system call's error.
 */
export function makeFolder(path: string): void {
  const folder = resolve(path);
  if (look(folder)?.isDirectory()) return;
  if (!look(dirname(folder))) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it in the meantime.
    if (errnoOf(error) !== 'EEXIST' || !look(folder)?.isDirectory()) throw error;
  }
}

const look = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });
