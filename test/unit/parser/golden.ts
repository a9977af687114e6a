import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** The command that rewrites all expected files of the parser from what it does now. */
const UPDATE = 'UPDATE_GOLDEN=1 npx vitest run --project unit test/unit/parser';

/** Compares with the expected file; rewrites it when UPDATE_GOLDEN is set. A missing file is a failure. */
export function expectGolden(file: string, actual: string): void {
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, actual);
  if (!existsSync(file)) throw new Error(`${file} is missing; after a look at the result run: ${UPDATE}`);
  expect(actual, `differs from ${file}; if the change is meant, run: ${UPDATE}`).toBe(
    readFileSync(file, 'utf8'),
  );
}
