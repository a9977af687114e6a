import { existsSync, writeFileSync } from 'node:fs';
import type { FailingPath } from './walks/failing-path.ts';

/** The environment variable by which `replay --save` names the file that it reads afterwards. */
export const FAILURE_FILE = 'TRACEWRIGHT_FAILURE_FILE';

/** A failure of a walk, as it is handed from the test to the command that started it. */
export interface NotedFailure extends FailingPath {
  /** The name of the walks' configuration. */
  readonly id: string;
}

/** Leaves the first failure to the command that asked for it, if one did. */
export function noteFailure(failure: NotedFailure): void {
  const file = process.env[FAILURE_FILE];
  if (file !== undefined && !existsSync(file)) writeFileSync(file, JSON.stringify(failure));
}
