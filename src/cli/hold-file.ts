import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cannotWrite, errnoOf } from '../tlc/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';

/**
 * Takes a file for this process alone, by a file beside it with our process number; answers with what gives it back. One
 * that a process left behind which is gone is taken over.
 */
export function holdFile(path: string): Result<() => void, string> {
  const lock = `${path}.lock`;
  const holder = holderOf(lock);
  if (holder !== undefined) return fail(`${path} is in use by process ${holder}; choose another file`);
  try {
    rmSync(lock, { force: true });
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    return fail(cannotWrite(lock, errnoOf(error), 'choose another file'));
  }
  return ok(() => rmSync(lock, { force: true }));
}

/** The number of the process that has the lock and is there. */
function holderOf(lock: string): number | undefined {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    process.kill(holder, 0);
    return holder;
  } catch {
    return undefined;
  }
}
