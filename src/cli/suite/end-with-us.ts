import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** What we need of a child process; Node's type of it belongs to a module that only `src/tlc` may import. */
interface Child {
  readonly exitCode: number | null;
  readonly signalCode: string | null;
  kill(signal: 'SIGKILL'): boolean;
}

/**
 * Runs something that starts child processes of its own, as a test runner does. Those that are still there when this
 * process ends, in whatever way it can notice, are killed: one that loops for ever hears nothing else.
 */
export async function endWithUs<T>(run: () => Promise<T>): Promise<T> {
  const children: Child[] = [];
  const add = (message: unknown): void => void children.push((message as { process: Child }).process);
  subscribe('child_process', add);
  process.once('exit', () => {
    for (const child of children)
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });
  try {
    return await run();
  } finally {
    unsubscribe('child_process', add);
  }
}
