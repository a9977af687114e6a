import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { traceLines } from '../../../src/cli/report/trace-lines.ts';
import { traceTable } from '../../../src/cli/report/trace-table.ts';
import { traceFromJson, type Trace } from '../../../src/trace/index.ts';

const CASES = fileURLToPath(new URL('../../cases/export', import.meta.url));
const colors = picocolors.createColors(false);

function read(name: string): Trace {
  const trace = traceFromJson(JSON.parse(readFileSync(join(CASES, `${name}.trace.json`), 'utf8')));
  if (!trace.ok) throw new Error(trace.error);
  return trace.value;
}

describe.each(['page-cache-lasso', 'hostile', 'stuttering', 'one-variable'])('%s in a terminal', (name) => {
  it('as a table', async () => {
    const lines = traceTable(read(name), colors, 80);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(CASES, '../terminal', name, 'table.txt'));
  });

  it('as lines that stand alone', async () => {
    await expect(`${traceLines(read(name), colors).join('\n')}\n`).toMatchFileSnapshot(
      join(CASES, '../terminal', name, 'lines.txt'),
    );
  });
});
