import { readFile } from 'node:fs/promises';
import {
  isTlcJsonTrace,
  isTTrace,
  readTlcOutput,
  traceFromItf,
  traceFromTlcJson,
  traceFromTTrace,
} from '../parser/index.ts';
import { errnoOf, explainErrno } from '../tlc/index.ts';
import { fail, ok, parseJson, traceFromJson, type Result, type Trace } from '../trace/index.ts';
import { shownPath } from './shown-path.ts';

/**
 * Reads a trace that `check --save-traces` wrote, or one in ITF, or what TLC itself writes: with `-dumpTrace json`, as a trace
 * exploration module, or as its output with `-tool`. The error names the file and what is wrong with it.
 */
export async function readTraceFile(path: string): Promise<Result<Trace, string>> {
  const name = shownPath(path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string')
    return fail(`the trace ${name} cannot be read: ${explainErrno(errnoOf(text))}`);
  const trace = await readTrace(text);
  return trace.ok ? trace : fail(`the trace ${name} cannot be used: ${trace.error}`);
}

async function readTrace(text: string): Promise<Result<Trace, string>> {
  if (text.startsWith('@!@!@STARTMSG')) return traceOfOutput(text);
  if (isTTrace(text)) return traceFromTTrace(text);
  const json = parseJson(text);
  if (!json.ok) return json;
  if (isTlcJsonTrace(json.value)) return traceFromTlcJson(json.value);
  return isItf(json.value) ? traceFromItf(json.value) : traceFromJson(json.value);
}

async function traceOfOutput(text: string): Promise<Result<Trace, string>> {
  const { buildTrace } = await import('../check/index.ts');
  const output = readTlcOutput();
  output.push(text);
  const { traces } = output.end();
  const trace = traces[0] && buildTrace(traces[0], undefined);
  if (!trace) return fail('TLC printed no behavior there');
  const more = traces.length - 1;
  const notes =
    more > 0 ? [...trace.notes, `the first of ${traces.length} behaviors that TLC printed`] : trace.notes;
  return ok({ ...trace, notes });
}

/** Our own files say what they are by their `schema`. */
const isItf = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'states' in json && !('schema' in json);
