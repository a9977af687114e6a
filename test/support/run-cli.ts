import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The repository's folder. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** What a command did. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run the built command. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called with the running process, to stop it for example. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void;
}

/** Runs the built `tracewright` command as a user would. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
  if (!existsSync(join(ROOT, 'dist/cli/index.js')))
    throw new Error('the command is not built: npm run build');
  return run(process.execPath, [join(ROOT, 'bin/tracewright.js'), ...args], options);
}

/** Runs a line in a shell, as a user would who pastes it. */
export const runShell = (line: string, cwd: string): Promise<CommandResult> =>
  run('/bin/sh', ['-c', line], { cwd });

async function run(
  command: string,
  args: readonly string[],
  { cwd = ROOT, env = {}, onStart }: RunOptions,
): Promise<CommandResult> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  onStart?.(child);
  const exitCode = await new Promise<number | null>((done) => child.once('close', done));
  return { exitCode, stdout, stderr };
}
