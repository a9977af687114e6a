import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cannotWrite, errnoOf, TEMPORARY_ELSEWHERE, type RunProblem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { tryToWrite } from '../try-to-write.ts';

/** A run's own folder: `tmp` is Java's temporary folder, `meta` is where TLC keeps its states. */
export interface PrivateFolder {
  readonly path: string;
  readonly tmp: string;
  readonly meta: string;
}

/** For the standard modules that TLC unpacks. Without the room, TLC takes the specification to be wrong (exit status 150). */
const NEEDED_BYTES = 512 * 1024;

/** Makes a new private folder below `parent` (default: the system's temporary folder), after a trial write. */
export function makePrivateFolder(parent: string = tmpdir()): Result<PrivateFolder, RunProblem> {
  let path: string | undefined;
  try {
    path = mkdtempSync(join(parent, 'tracewright-'));
    const folder = { path, tmp: join(path, 'tmp'), meta: join(path, 'meta') };
    mkdirSync(folder.tmp);
    mkdirSync(folder.meta);
    tryToWrite(folder.tmp, NEEDED_BYTES);
    return ok(folder);
  } catch (error) {
    if (path !== undefined) rmSync(path, { recursive: true, force: true });
    const errno = errnoOf(error);
    return fail({
      code: 'run-folder-not-writable',
      message: cannotWrite(`a temporary folder in ${parent}`, errno, TEMPORARY_ELSEWHERE),
      path: parent,
      errno,
    });
  }
}
