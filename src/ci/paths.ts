import { isAbsolute, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CiRun } from './ci-run.ts';

type Root = Pick<CiRun, 'root'>;

/** A path from the working folder; absolute where it is not below that. */
export function pathFromRoot(path: string, { root }: Root): string {
  const from = relative(root, path);
  return isBelow(from) ? from || '.' : path;
}

const isBelow = (from: string): boolean =>
  !isAbsolute(from) && from !== '..' && !from.startsWith(join('..', '/'));

/** The file that a link leads to, unless that is outside of the working folder. */
export function linkedFile(path: string, { root, links }: Pick<CiRun, 'root' | 'links'>): string {
  const target = links.get(path);
  return target !== undefined && isBelow(relative(root, target)) ? target : path;
}

/** A path as a URI reference: relative to the working folder where it is below that. */
export function uriOf(path: string, run: Root): string {
  const shown = pathFromRoot(path, run).replace(/\p{Cs}/gu, '\ufffd');
  return isAbsolute(shown) ? pathToFileURL(shown).href : shown.split('/').map(encodeURIComponent).join('/');
}
