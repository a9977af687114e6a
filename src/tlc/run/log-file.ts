import { closeSync, ftruncateSync, openSync, readdirSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { cannotWrite, errnoOf, type RunProblem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';

/** The log of one run: the bytes as the process wrote them, on disk as soon as we have them. */
export interface LogFile {
  readonly path: string;
  write(bytes: Buffer): void;
  close(): void;
  /** False once a write has failed (the disk is full): the rest of the output is not in the log. */
  complete(): boolean;
}

const KEPT_LOGS = 100;
/** Matches our own names only, so that nobody's other `.log` files are ever removed. */
const OUR_NAME = /-\d{8}T\d{9}-\d+-\d+\.log$/;
let logsOfThisProcess = 0;

/** Opens a new log in the folder, after a trial write, and removes the oldest logs so that 100 remain. */
export function openLog(folder: string, title: string): Result<LogFile, RunProblem> {
  const time = new Date().toISOString().replace(/[-:.Z]/g, '');
  const name = `${title.replace(/[^\w.-]+/g, '_')}-${time}-${process.pid}-${++logsOfThisProcess}.log`;
  const path = join(folder, name);
  try {
    makeFolder(folder);
    const file = openSync(path, 'wx');
    try {
      // A full disk lets a file be made but not be filled: better to know before an hour's work.
      writeSync(file, Buffer.alloc(4096));
      ftruncateSync(file, 0);
    } catch (error) {
      closeSync(file);
      unlinkSync(path);
      throw error;
    }
    removeOldLogs(folder);
    return ok(logFile(path, file));
  } catch (error) {
    const errno = errnoOf(error);
    return fail({
      code: 'log-not-writable',
      message: cannotWrite(
        `the log ${path}`,
        errno,
        'choose another folder with --logs or TRACEWRIGHT_CACHE',
      ),
      path,
      errno,
    });
  }
}

function logFile(path: string, file: number): LogFile {
  let complete = true;
  let position = 0;
  return {
    path,
    write(bytes) {
      if (!complete) return;
      try {
        for (let done = 0; done < bytes.length;) {
          done += writeSync(file, bytes, done, bytes.length - done, position + done);
        }
        position += bytes.length;
      } catch {
        complete = false;
      }
    },
    close: () => closeSync(file),
    complete: () => complete,
  };
}

function removeOldLogs(folder: string): void {
  const logs = readdirSync(folder).filter((name) => OUR_NAME.test(name));
  if (logs.length <= KEPT_LOGS) return;
  const age = (name: string) => ({
    name,
    time: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  });
  const oldest = logs.map(age).sort((a, b) => a.time - b.time);
  for (const { name } of oldest.slice(0, -KEPT_LOGS)) {
    try {
      unlinkSync(join(folder, name));
    } catch {
      // Another run removed it first, or it cannot be removed: neither is a reason not to check a model.
    }
  }
}
