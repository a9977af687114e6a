import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { errnoOf } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';

/**
 * What to run, and the one folder that is its own. The command runs in its own process group. When it ends, when it is
 * stopped, and when this Node process dies in any way, the whole group is killed and the folder is removed.
 */
export interface GuardedRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly workingFolder: string;
  readonly privateFolder: string;
  /** Keeps the folder after an end that this process lives to see. */
  readonly keepPrivateFolder?: boolean;
  readonly onOutput: (bytes: Buffer) => void;
  /** Without it, error output joins the output in the order of the writes. */
  readonly onErrorOutput?: (bytes: Buffer) => void;
  readonly environment?: NodeJS.ProcessEnv;
  readonly timeLimitMilliseconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ProcessEnd {
  /** Exactly one of `exitCode` and `signal` is null. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it ended: by itself (or by somebody else's signal), by the time limit, or by the abort signal. */
  readonly ended: 'exit' | 'time-limit' | 'aborted';
  readonly wallMilliseconds: number;
}

/** The shell's exit statuses for a command that it could not execute. */
const EXEC_FAILED = new Set([126, 127]);
const GRACE_MILLISECONDS = 2000;
/** In milliseconds; Node fires a longer timer at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * The shell becomes the command (`exec`), so pid, exit status and signals are the command's own. The background part
 * outlives it as the guard: file descriptor 3 comes to its end when we close it or when we are dead, however we died.
 * As a member of the group it keeps the group's number from being given to somebody else, so its kills hit only ours.
 */
const GUARD = `
folder=$1 errors=$2; shift 2
(
  trap '' HUP INT TERM
  read -r last_word <&3
  kill -KILL $$
  [ "$last_word" = keep ] || rm -rf "$folder" || { sleep 1; rm -rf "$folder"; }
  kill -KILL -$$
) </dev/null >/dev/null 2>&1 &
if [ "$errors" = joined ]; then exec 2>&1; fi
exec "$@" 3<&-
`;

/** Runs a command under guard. It fails only if nothing could be started; the errno says why. */
export function runGuarded(request: GuardedRequest): Promise<Result<ProcessEnd, { readonly errno: string }>> {
  const started = performance.now();
  const errors = request.onErrorOutput ? 'apart' : 'joined';
  const child = spawn(
    '/bin/sh',
    ['-c', GUARD, 'sh', request.privateFolder, errors, request.command, ...request.args],
    {
      cwd: request.workingFolder,
      env: request.environment ?? process.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    },
  );
  const lifeline = child.stdio[3] as Duplex;
  lifeline.on('error', () => undefined).resume();
  child.stdout?.on('data', request.onOutput);
  child.stderr?.on('data', request.onErrorOutput ?? request.onOutput);
  const stopper = stopOn(child, request);

  return new Promise((resolve) => {
    let wallMilliseconds = 0;
    child.once('error', (error) => {
      stopper.disarm();
      removeFolder(request);
      resolve(fail({ errno: errnoOf(error) }));
    });
    child.once('exit', () => {
      wallMilliseconds = performance.now() - started;
      stopper.disarm();
      lifeline.end(request.keepPrivateFolder ? 'keep\n' : '');
    });
    // 'close' comes when all pipes have ended, so also after the guard, which holds the lifeline's other end.
    child.once('close', (exitCode, signal) => {
      removeFolder(request);
      if (exitCode !== null && EXEC_FAILED.has(exitCode)) resolve(fail({ errno: 'ENOEXEC' }));
      else resolve(ok({ exitCode, signal, ended: stopper.reason(), wallMilliseconds }));
    });
  });
}

/** Stops the group at the time limit or on abort: SIGTERM, and SIGKILL after the grace time. */
function stopOn(child: ChildProcess, { timeLimitMilliseconds, signal }: GuardedRequest) {
  let reason: ProcessEnd['ended'] = 'exit';
  let grace: NodeJS.Timeout | undefined;
  const stop = (why: ProcessEnd['ended']): void => {
    if (reason !== 'exit') return;
    reason = why;
    signalGroup(child, 'SIGTERM');
    grace = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MILLISECONDS);
  };
  const abort = (): void => stop('aborted');
  const limit =
    timeLimitMilliseconds === undefined
      ? undefined
      : setTimeout(() => stop('time-limit'), Math.min(timeLimitMilliseconds, LONGEST_TIMER));
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  return {
    reason: () => reason,
    disarm: () => {
      clearTimeout(limit);
      clearTimeout(grace);
      signal?.removeEventListener('abort', abort);
    },
  };
}

/** What the guard does too, unless it could not start or was killed with the group. */
function removeFolder({ privateFolder, keepPrivateFolder = false }: GuardedRequest): void {
  if (!keepPrivateFolder) rmSync(privateFolder, { recursive: true, force: true });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group ended on its own in this very moment.
  }
}
