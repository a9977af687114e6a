import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../cache-folder.ts';
import type { Environment } from '../environment.ts';
import { writeAtomically } from '../write-atomically.ts';

/** The class in the launcher's jar that runs TLC; see TlcLauncher.java. */
export const LAUNCHER_CLASS = 'tracewright.TlcLauncher';

const NAME = 'tlc-launcher.jar';
const PACKAGED = fileURLToPath(new URL(NAME, import.meta.url));

/**
 * The jar with the launcher: a copy in the cache, so that one class-data archive, which is bound to the paths of its
 * jars, serves all projects on the machine. Where the cache cannot be written, it is the package's own.
 */
export function findLauncher(env: Environment): string {
  const cached = join(cacheFolder(env), NAME);
  const wanted = readFileSync(PACKAGED);
  if (readIfThere(cached)?.equals(wanted)) return cached;
  try {
    writeAtomically(cached, wanted);
    return cached;
  } catch {
    return PACKAGED;
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
