/** Why no Java can be used. Every `message` of this file is for the user and says what to do. */
export type JavaProblem =
  | { readonly code: 'java-missing'; readonly message: string }
  | { readonly code: 'java-home-broken'; readonly message: string; readonly javaHome: string }
  | {
      readonly code: 'java-too-old';
      readonly message: string;
      readonly path: string;
      readonly version: string;
    }
  /** It did not start, or did not say which version it is. */
  | { readonly code: 'java-broken'; readonly message: string; readonly path: string };

export interface WrongHash {
  readonly code: 'jar-wrong-hash';
  readonly message: string;
  readonly path: string;
  /** SHA-256, lower-case hexadecimal, as `actual`. */
  readonly expected: string;
  readonly actual: string;
}

/** Why no TLC jar can be used. */
export type JarProblem =
  | { readonly code: 'jar-missing'; readonly message: string }
  | { readonly code: 'jar-not-a-jar'; readonly message: string; readonly path: string }
  | {
      readonly code: 'jar-unreadable';
      readonly message: string;
      readonly path: string;
      readonly errno: string;
    }
  | WrongHash;

/** Why the jar could not be fetched into the cache. */
export type SetupProblem =
  | { readonly code: 'jar-no-way-to-fetch'; readonly message: string }
  | { readonly code: 'jar-fetch-failed'; readonly message: string }
  | {
      readonly code: 'cache-not-writable';
      readonly message: string;
      readonly path: string;
      readonly errno: string;
    }
  | WrongHash;

/** Why a Java program was not started. Once it has started, its end is a result and not a problem. */
export type RunProblem =
  | { readonly code: 'folder-missing'; readonly message: string; readonly path: string }
  | {
      readonly code: 'log-not-writable' | 'run-folder-not-writable';
      readonly message: string;
      readonly path: string;
      readonly errno: string;
    }
  | { readonly code: 'not-started'; readonly message: string; readonly path: string };

export type TlcProblem = JavaProblem | JarProblem | SetupProblem | RunProblem;

/** What the errors of system calls mean, as the end of a sentence. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'your disk quota is used up',
  EEXIST: 'something that is no folder has that name',
  EIO: 'the device does not work',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many files are open',
  ENOENT: 'there is no such file or folder',
  ENOEXEC: 'it is no program for this system',
  ENOSPC: 'no space is left',
  ENOTDIR: 'a part of the path is no folder',
  EPERM: 'the system does not allow it',
  EROFS: 'the file system is read-only',
};

/** Why a system call failed, as the end of a sentence: `permission denied (EACCES)`. */
export const explainErrno = (errno: string): string =>
  errno in REASONS ? `${REASONS[errno]} (${errno})` : errno;

/** A message about what cannot be written: the reason, and what helps. `elsewhere` is how to choose another place. */
export function cannotWrite(what: string, errno: string, elsewhere: string): string {
  // The folders on the way have been made, so this system makes nothing there, as below /proc.
  const reason = errno === 'ENOENT' ? 'nothing can be made there (ENOENT)' : explainErrno(errno);
  const space = errno === 'ENOSPC' || errno === 'EDQUOT' ? 'Free some space, or ' : '';
  const advice = `${space}${elsewhere}`;
  return `Cannot write ${what}: ${reason}. ${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`;
}

/** How to choose another place for temporary files. */
export const TEMPORARY_ELSEWHERE = 'set TMPDIR to a folder that you can write to';

/** The `ENOENT`, `ENOSPC`, ... of a failed system call; `unknown` for an error of another kind. */
export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
