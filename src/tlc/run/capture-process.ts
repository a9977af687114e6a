import type { Result } from '../result.ts';
import { runGuarded, type GuardedRequest, type ProcessEnd } from './guarded-process.ts';

/** A process that has ended, with all that it wrote, read as UTF-8. */
export interface Captured extends ProcessEnd {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command under guard and keeps its output in memory. */
export async function captureProcess(
  request: Omit<GuardedRequest, 'onOutput' | 'onErrorOutput'>,
): Promise<Result<Captured, { readonly errno: string }>> {
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  const run = await runGuarded({
    ...request,
    onOutput: (bytes) => output.push(bytes),
    onErrorOutput: (bytes) => errors.push(bytes),
  });
  if (!run.ok) return run;
  const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString('utf8');
  return { ok: true, value: { ...run.value, stdout: text(output), stderr: text(errors) } };
}
