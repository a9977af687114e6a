import { readFileSync } from 'node:fs';

/** The text of a module that a run read; undefined where it is gone by now, as a jar's that was unpacked for the run. */
export function readSource(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
