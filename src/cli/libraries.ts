import { statSync } from 'node:fs';
import { delimiter, relative } from 'node:path';
import { errnoOf, explainErrno } from '../tlc/index.ts';
import { shownPath } from './shown-path.ts';

/** A folder or jar with modules. */
export interface Library {
  /** Absolute. */
  readonly path: string;
  /** Where the user named it: an option, or file and line. */
  readonly namedBy: string;
}

/**
 * What keeps TLC from finding a folder or jar; undefined if nothing does. Java's lists of paths end a path at a colon, so
 * it is named from the model's folder where it has one.
 */
export function colonProblem(paths: readonly string[], folder: string): string | undefined {
  const hopeless = paths.find(
    (path) => path.includes(delimiter) && relative(folder, path).includes(delimiter),
  );
  return hopeless === undefined
    ? undefined
    : `${shownPath(hopeless)}: TLC takes "${delimiter}" for the end of a path; name it by a link without "${delimiter}"`;
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
