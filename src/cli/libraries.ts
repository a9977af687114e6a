import { statSync } from 'node:fs';
import { errnoOf, explainErrno } from '../tlc/index.ts';
import { shownPath } from './shown-path.ts';

/** A folder or jar with modules. */
export interface Library {
  /** Absolute. */
  readonly path: string;
  /** Where the user named it: an option, or file and line. */
  readonly namedBy: string;
}

/** What is wrong with a library, for the user; undefined if nothing is. TLC passes over what it does not find. */
export function libraryProblem({ path, namedBy }: Library): string | undefined {
  const shown = shownPath(path);
  try {
    const kind = statSync(path);
    const isJar = kind.isFile() && /\.(jar|zip)$/i.test(path);
    return kind.isDirectory() || isJar ? undefined : `${namedBy}: ${shown} is neither a folder nor a jar`;
  } catch (error) {
    return `${namedBy}: ${shown} cannot be read: ${explainErrno(errnoOf(error))}`;
  }
}
