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

/** The `ENOENT`, `ENOSPC`, ... of a failed system call; `unknown` for an error of another kind. */
export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
