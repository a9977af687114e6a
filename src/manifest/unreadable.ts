import type { ManifestError } from './manifest.ts';

/**
 * The reason why a file or folder could not be read, for its error.
 * @throws the error, when it is none of the system's: then it is a bug of ours.
 */
export function unreadable(error: unknown, path: string): ManifestError {
  if (!(error instanceof Error) || !('syscall' in error)) throw error;
  const { code, message, path: file } = error as NodeJS.ErrnoException;
  // Node's message is `EACCES: permission denied, open '/the/path'`.
  const reason =
    code === 'ENOENT' ? 'no such file or folder' : `cannot be read (${message.split(', ', 1)[0]})`;
  return { code: 'unreadable', message: reason, file: file ?? path };
}
