import { readFile } from 'node:fs/promises';
import { parseItf } from '../parser/index.ts';
import { errnoOf, explainErrno } from '../tlc/index.ts';
import { fail, parseJson, parseTrace, type Result, type Trace } from '../trace/index.ts';

/** Reads a trace that `check --save-traces` wrote, or one in ITF. The error names the file and what is wrong with it. */
export async function readTraceFile(path: string): Promise<Result<Trace, string>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string')
    return fail(`the trace ${path} cannot be read: ${explainErrno(errnoOf(text))}`);
  const trace = looksLikeItf(text) ? parseItf(text) : parseTrace(text);
  return trace.ok ? trace : fail(`the trace ${path} cannot be used: ${trace.error}`);
}

/** Our own files say so by their `schema`; what is no JSON is left to the reader of those, which says what is wrong. */
function looksLikeItf(text: string): boolean {
  const json = parseJson(text);
  return (
    json.ok &&
    typeof json.value === 'object' &&
    json.value !== null &&
    'states' in json.value &&
    !('schema' in json.value)
  );
}
