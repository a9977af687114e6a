import { readFileSync } from 'node:fs';
import type { NotedFailure } from './note-failure.ts';

/** The environment variable by which `replay --save` names a file with the failure that a test is to show, instead of its walks. */
export const FAILURE_TO_TRY = 'TRACEWRIGHT_FAILURE_TO_TRY';

/** The failure that a command wants to see again, if it is one of the walks of that name. */
export function failureToTry(id: string): NotedFailure | undefined {
  const file = process.env[FAILURE_TO_TRY];
  if (file === undefined) return undefined;
  const failure = JSON.parse(readFileSync(file, 'utf8')) as NotedFailure;
  return failure.id === id ? failure : undefined;
}
