import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { traceFromJson, type Trace } from '../../../src/trace/index.ts';

/** Traces that TLC gave for this repository's specifications, and a few written by hand: hostile texts, one state. */
export const CASES = join(import.meta.dirname, '../../cases/export');

export const caseNames: readonly string[] = readdirSync(CASES)
  .filter((name) => name.endsWith('.trace.json'))
  .map((name) => name.replace('.trace.json', ''));

export function caseTrace(name: string): Trace {
  const trace = traceFromJson(JSON.parse(readFileSync(join(CASES, `${name}.trace.json`), 'utf8')));
  if (!trace.ok) throw new Error(`${name}: ${trace.error}`);
  return trace.value;
}
