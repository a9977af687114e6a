import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a file of that many bytes into the folder and removes it: on a full disk a file can be made but not filled.
 * @throws the system call's error, with nothing left behind.
 */
export function tryToWrite(folder: string, bytes: number): void {
  const path = join(folder, 'try-to-write');
  try {
    writeFileSync(path, Buffer.alloc(bytes));
  } finally {
    rmSync(path, { force: true });
  }
}
