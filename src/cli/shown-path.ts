import { join, relative } from 'node:path';

/** A path as people read it: from the working folder, unless that is far away. Also good in a command. */
export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path) || '.';
  return shown.startsWith(join('..', '..')) ? path : shown;
}
