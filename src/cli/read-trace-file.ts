import { readFile } from 'node:fs/promises';
import { traceFromItf } from '../parser/index.ts';
import { errnoOf, explainErrno } from '../tlc/index.ts';
import { fail, parseJson, traceFromJson, type Result, type Trace } from '../trace/index.ts';
import { shownPath } from './shown-path.ts';

/** Reads a trace that `check --save-traces` wrote, or one in ITF. The error names the file and what is wrong with it. */
export async function readTraceFile(path: string): Promise<Result<Trace, string>> {
  const name = shownPath(path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string')
    return fail(`the trace ${name} cannot be read: ${explainErrno(errnoOf(text))}`);
  const json = parseJson(text);
  if (!json.ok) return fail(`the trace ${name} cannot be used: ${json.error}`);
  const trace = isItf(json.value) ? traceFromItf(json.value) : traceFromJson(json.value);
  return trace.ok ? trace : fail(`the trace ${name} cannot be used: ${trace.error}`);
}

/** Our own files say what they are by their `schema`. */
const isItf = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'states' in json && !('schema' in json);
