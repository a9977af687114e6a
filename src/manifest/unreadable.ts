import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { ManifestError } from './manifest.ts';
import { nearest } from './nearest.ts';

/**
 * The reason why a file or folder could not be read, for its error.
 * @throws the error, when it is none of the system's: then it is a bug of ours.
 */
export function unreadable(error: unknown, path: string): ManifestError {
  if (!(error instanceof Error) || !('syscall' in error)) throw error;
  const { code, message, path: file } = error as NodeJS.ErrnoException;
  // Node's message is `EACCES: permission denied, open '/the/path'`.
  const missing = file ?? path;
  const reason =
    code === 'ENOENT'
      ? `no such file or folder${hint(missing)}`
      : `cannot be read (${message.split(', ', 1)[0]})`;
  return { code: 'unreadable', message: reason, file: missing };
}

/** What else is there that may have been meant. */
function hint(missing: string): string {
  let there: readonly string[];
  try {
    // A link to nowhere is there itself.
    there = readdirSync(dirname(missing)).filter((name) => name !== basename(missing));
  } catch {
    return '';
  }
  const meant = nearest(basename(missing), there);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}
