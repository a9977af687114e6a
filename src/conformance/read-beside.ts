import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConformanceError } from './conformance-error.ts';

/** A file that was generated together with a suite. */
export interface FileBeside {
  readonly text: string;
  /** An error that says what is wrong with the file, and how it is mended. */
  readonly problem: (what: string) => ConformanceError;
}

/**
 * Reads a file beside a suite. (`new URL(name, import.meta.url)` would be another thing where vitest serves modules as to
 * a browser: for jsdom.)
 *
 * @param module The suite's `import.meta.url`.
 * @throws ConformanceError when the file cannot be read.
 */
export function readBeside(module: string, name: string): FileBeside {
  const suite = fileURLToPath(module);
  const file = join(dirname(suite), name);
  const problem = (what: string): ConformanceError =>
    new ConformanceError(`${relative(process.cwd(), file)} ${what}: ${remedy(suite)}`);
  try {
    return { text: readFileSync(file, 'utf8'), problem };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw problem(code === 'ENOENT' ? 'is not there' : `cannot be read (${message})`);
  }
}

/** The command stands in the second line of the suite. */
function remedy(suite: string): string {
  const command = /^\/\/ +(npx tracewright generate .*)$/m.exec(readFileSync(suite, 'utf8'))?.[1];
  return command === undefined
    ? 'generate the suite again'
    : `write the suite again, in the project's folder, with: ${command}`;
}
