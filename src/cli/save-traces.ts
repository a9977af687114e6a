import { join } from 'node:path';
import type { ModelReport } from '../check/index.ts';
import { fail, ok, traceToJson, type Result, type Trace } from '../trace/index.ts';
import { shownPath } from './shown-path.ts';
import { traceId } from './trace-id.ts';
import { writeChunks } from './write-chunks.ts';

/**
 * Writes the counterexamples of some reports into a folder; no file is ever half-written, and none is written when two
 * models would have the same file. Answers with the number of files.
 */
export async function saveTraces(
  reports: readonly ModelReport[],
  folder: string,
): Promise<Result<number, string>> {
  const named = nameTraces(reports);
  if (!named.ok) return named;
  for (const [name, { trace }] of named.value) {
    const text = `${JSON.stringify(traceToJson(trace), null, 2)}\n`;
    const written = await writeChunks(join(folder, name), [text], '--save-traces');
    if (!written.ok) return written;
  }
  return ok(named.value.size);
}

interface FoundTrace {
  readonly trace: Trace;
  readonly model: string;
}

/** The traces by file name. A model that was named twice on the command line has one file. */
function nameTraces(reports: readonly ModelReport[]): Result<ReadonlyMap<string, FoundTrace>, string> {
  const named = new Map<string, FoundTrace>();
  for (const { task, verdict } of reports) {
    const trace = 'trace' in verdict ? verdict.trace : undefined;
    if (!trace) continue;
    const name = `${traceId(task)}.trace.json`;
    const model = `${shownPath(join(task.folder, task.module))} with ${shownPath(task.config)}`;
    const other = named.get(name);
    if (other && other.model !== model)
      return fail(
        `no trace was saved: those of ${other.model} and of ${model} would both be ${name}; check one of them at a time`,
      );
    named.set(name, { trace, model });
  }
  return ok(named);
}
