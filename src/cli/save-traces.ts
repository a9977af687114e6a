import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ModelReport } from '../check/index.ts';
import { fail, ok, traceToJson, type Result } from '../trace/index.ts';

/** Writes the counterexamples of some reports into a folder; no file is ever half-written. Answers with their number. */
export async function saveTraces(
  reports: readonly ModelReport[],
  folder: string,
): Promise<Result<number, string>> {
  let written = 0;
  for (const { task, verdict } of reports) {
    const trace = 'trace' in verdict ? verdict.trace : undefined;
    if (!trace) continue;
    const file = join(folder, `${basename(task.config, '.cfg')}.trace.json`);
    const temporary = `${file}.${process.pid}`;
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(temporary, `${JSON.stringify(traceToJson(trace), null, 2)}\n`);
      await rename(temporary, file);
      written++;
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      return fail(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    }
  }
  return ok(written);
}

/** The id of a saved trace in a suite: its file name. */
export const savedTraceId = (path: string): string => basename(path).replace(/(\.trace)?\.json$/, '');
