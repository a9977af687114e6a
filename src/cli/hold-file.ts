import { linkSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cannotWrite, errnoOf } from '../tlc/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';

/** Begins the text of a lock, so that no other file is taken for one. */
const MARK = 'tracewright lock, held by process ';

/**
 * Takes a file for this process alone, by a file beside it with our process number; answers with what gives it back. By whatever
 * path it is named, the lock is beside the file itself. One that a process left behind which is gone is taken over.
 */
export function holdFile(path: string): Result<() => void, string> {
  const lock = `${realPath(path)}.lock`;
  const own = `${lock}.${process.pid}`;
  try {
    writeFileSync(own, `${MARK}${process.pid}\n`);
    const problem = take(own, lock, path);
    if (problem !== undefined) return fail(problem);
  } catch (error) {
    return fail(cannotWrite(lock, errnoOf(error), 'choose another file'));
  } finally {
    rmSync(own, { force: true });
  }
  return ok(() => {
    if (holderIn(lock) === process.pid) rmSync(lock, { force: true });
  });
}

/** A link is made whole or not at all, and never over a file that is there. */
function take(own: string, lock: string, path: string): string | undefined {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      linkSync(own, lock);
      return undefined;
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
    }
    const holder = holderIn(lock);
    if (holder === undefined) return `${lock} is no lock of Tracewright: remove it, or choose another file`;
    if (isAlive(holder))
      return `${path} is in use by process ${holder}; choose another file, or remove ${lock} if that process is not Tracewright`;
    removeStale(own, lock, holder);
  }
  return `${path} was taken by another process; choose another file`;
}

/** Takes the lock away that a process left behind, and puts back what another one has put there meanwhile. */
function removeStale(own: string, lock: string, holder: number): void {
  const taken = `${own}.old`;
  try {
    renameSync(lock, taken);
    if (holderIn(taken) !== holder) linkSync(taken, lock);
  } finally {
    rmSync(taken, { force: true });
  }
}

/** The number of the process in a lock; undefined of a file that is no lock. */
function holderIn(lock: string): number | undefined {
  const text = readFileSync(lock, 'utf8');
  const number = new RegExp(`^${MARK}([1-9]\\d*)\\n$`).exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // A process of somebody else.
    return errnoOf(error) === 'EPERM';
  }
}

/** A device that is not there yet has no other name. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
