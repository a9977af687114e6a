import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The folder itself, or the nearest one above it, that has a file with one of the names. */
export async function nearestFolder(folder: string, names: readonly string[]): Promise<string | undefined> {
  const found = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => undefined)));
  if (found.some((entry) => entry?.isFile())) return folder;
  return dirname(folder) === folder ? undefined : nearestFolder(dirname(folder), names);
}
