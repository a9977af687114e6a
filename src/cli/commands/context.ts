import { visible } from '../../trace/index.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** What every command gets: where to write, the environment, and a signal that says "stop". */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Writes a message for people and answers with the exit code, so that a command can end with it. */
export function complain(context: CommandContext, message: string, exitCode: ExitCode): ExitCode {
  const { log } = context.terminal;
  log.write(`${context.terminal.colorsOf(log).red('tracewright:')} ${message}\n`);
  return exitCode;
}

/** Writes what a user should know of, though the command goes on. */
export function warn({ terminal: { log, colorsOf } }: CommandContext, message: string): void {
  log.write(`${colorsOf(log).yellow('warning:')} ${visible(message)}\n`);
}
