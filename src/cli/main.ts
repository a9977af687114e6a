import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exit-code.ts';
import { buildProgram } from './program.ts';
import { openTerminal } from './terminal.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the command line and answers with the exit code. SIGINT, SIGTERM and SIGHUP stop what is going on, as does a reader of the
 * output that goes away (`| head`); the second signal is left to Node, so that nobody has to wait.
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const stopper = new AbortController();
  const stop = (): void => stopper.abort();
  const lost = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    stop();
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', lost);
  const terminal = openTerminal(process.stdout, process.stderr, process.env);
  try {
    let exitCode: ExitCode = EXIT.asExpected;
    const context = { terminal, env: process.env, signal: stopper.signal };
    const program = buildProgram(context, (code) => (exitCode = code));
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.asExpected : EXIT.didNotRun;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.log.write(`tracewright: a bug in Tracewright, please report it: ${text}\n`);
    return EXIT.didNotRun;
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
