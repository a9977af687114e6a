import { statSync } from 'node:fs';

/**
 * Changes whenever a file is written or replaced: device, inode, size, times of change of content and of inode, in
 * nanoseconds. Undefined where there is none.
 */
export function identityOf(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat && [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
}
