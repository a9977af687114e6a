import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { FailingPath } from './walks/failing-path.ts';

/** The environment variable by which `replay --save` names the file that it reads afterwards. */
export const FAILURE_FILE = 'TRACEWRIGHT_FAILURE_FILE';

/** The environment variable by which `replay --save` names a file with the failure that a test is to show, instead of its walks. */
export const FAILURE_TO_TRY = 'TRACEWRIGHT_FAILURE_TO_TRY';

/** A failure of a walk, as it is handed from the test to the command that started it. */
export interface NotedFailure extends FailingPath {
  /** The name of the walks' configuration. */
  readonly id: string;
  /** It only comes when actions were refused on the way. */
  readonly needsRefusals: boolean;
}

/** Whether a command asked for the first failure, and there was none yet. */
export function wantsFailure(): boolean {
  const file = process.env[FAILURE_FILE];
  return file !== undefined && !existsSync(file);
}

/** Leaves a failure to the command that asked for it. */
export function noteFailure(failure: NotedFailure): void {
  const file = process.env[FAILURE_FILE];
  if (file !== undefined) writeFileSync(file, JSON.stringify(failure));
}

/** The failure that a command wants to see again, if it is one of the walks of that name. */
export function failureToTry(id: string): NotedFailure | undefined {
  const file = process.env[FAILURE_TO_TRY];
  if (file === undefined) return undefined;
  const failure = JSON.parse(readFileSync(file, 'utf8')) as NotedFailure;
  return failure.id === id ? failure : undefined;
}
