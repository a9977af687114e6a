import { existsSync, writeFileSync } from 'node:fs';
import type { FailingPath } from './walks/failing-path.ts';

/** The environment variable by which `replay --save` names the file that it reads afterwards. */
export const FAILURE_FILE = 'TRACEWRIGHT_FAILURE_FILE';

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
