import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { errnoOf, type RunProblem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import type { PrivateFolder } from './private-folder.ts';

/** A named pipe into which TLC writes its state graph, and which is read meanwhile. */
export interface GraphPipe {
  readonly path: string;
  /** Call when the writer has ended: comes when all that it wrote has been read. */
  readonly finish: () => Promise<void>;
}

/**
 * Makes the pipe and begins to read it. No graph is ever on the disk, and a reader that is slow slows TLC down instead of
 * filling memory. We hold a writing end ourselves, so that the pipe ends when we close it, also if TLC never opened it.
 */
export function openGraphPipe(
  folder: PrivateFolder,
  onText: (text: string) => void,
): Result<GraphPipe, RunProblem> {
  const path = join(folder.path, 'graph.dot');
  try {
    execFileSync('mkfifo', ['-m', '600', path], { stdio: 'ignore' });
    const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const keeper = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    const decoder = new StringDecoder('utf8');
    const socket = new Socket({ fd: reading, readable: true, writable: false });
    socket.on('data', (bytes) => onText(decoder.write(bytes)));
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => socket.destroy());
    const finish = (): Promise<void> => {
      closeSync(keeper);
      return ended;
    };
    return ok({ path, finish });
  } catch (error) {
    const errno = errnoOf(error);
    const message = `Cannot make a named pipe for the state graph in ${folder.path} (${errno}).`;
    return fail({ code: 'run-folder-not-writable', message, path: folder.path, errno });
  }
}
