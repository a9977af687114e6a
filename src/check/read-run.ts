import { readTlcOutput, type TlcOutput } from '../parser/index.ts';
import type { TlcRun } from '../tlc/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import type { CheckWatch } from './model-report.ts';
import type { StartedRun } from './start-tlc.ts';

/** A run that has ended, with what it said. */
export interface FinishedRun {
  readonly output: TlcOutput;
  readonly process: TlcRun;
}

/** Reads a run to its end; fails only if nothing was started. */
export async function readRun(
  run: StartedRun,
  { onProgress }: CheckWatch = {},
): Promise<Result<FinishedRun, string>> {
  const reader = readTlcOutput(onProgress ? { onProgress } : {});
  run.read((text) => reader.push(text));
  const ended = await run.ended;
  return ended.ok ? ok({ output: reader.end(), process: ended.value }) : fail(ended.error.message);
}
