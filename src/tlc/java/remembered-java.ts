import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../write-atomically.ts';
import type { JavaVersion } from './java-version.ts';

/** A short name for the binary behind a path: its real path, size and time of change. */
export function identityOf(path: string): string {
  const real = realpathSync(path);
  const { size, mtimeMs } = statSync(real);
  return createHash('sha256')
    .update(JSON.stringify([real, size, mtimeMs]))
    .digest('hex')
    .slice(0, 16);
}

/** What was remembered of that binary, if anything. */
export function readRemembered(folder: string, identity: string): JavaVersion | undefined {
  try {
    const { version, major, vendorText } = JSON.parse(
      readFileSync(join(folder, `${identity}.json`), 'utf8'),
    ) as Partial<JavaVersion>;
    const isWhole =
      typeof version === 'string' && typeof major === 'number' && typeof vendorText === 'string';
    return isWhole ? { version, major, vendorText } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Remembers the version of a binary. A script (the shims of version managers) is not remembered: which Java it starts
 * can change while the script does not. A cache that cannot be written only costs time.
 */
export function remember(folder: string, path: string, identity: string, version: JavaVersion): void {
  try {
    if (isScript(path)) return;
    writeAtomically(join(folder, `${identity}.json`), JSON.stringify(version));
  } catch {
    // As before: the next run asks again.
  }
}

function isScript(path: string): boolean {
  const start = Buffer.alloc(2);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, 2, 0);
  } finally {
    closeSync(file);
  }
  return start.toString('latin1') === '#!';
}
