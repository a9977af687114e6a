import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ModelReport } from '../../../src/check/index.ts';
import { saveTraces } from '../../../src/cli/save-traces.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const report = (folder: string, config: string, module = 'M'): ModelReport =>
  ({
    task: { folder: join(process.cwd(), folder), module, config: join(process.cwd(), folder, config) },
    verdict: {
      kind: 'violated',
      violation: { kind: 'deadlock' },
      statistics: {},
      trace: { initial: new Map(), steps: [], end: { kind: 'finite' }, notes: [] },
    },
  }) as unknown as ModelReport;

test('counts the files that it wrote', async () => {
  const folder = tempFolder();
  const reports = [report('a', 'M.cfg'), report('a', 'M_more.cfg'), report('a', 'M.cfg')];
  expect(await saveTraces(reports, folder)).toEqual({ ok: true, value: 2 });
  expect(readdirSync(folder).sort()).toEqual(['M.trace.json', 'M_more.trace.json']);
});

test.each([
  ['in two folders', report('b', 'M.cfg'), 'b/M with b/M.cfg'],
  ['with two modules', report('a', 'M.cfg', 'N'), 'a/N with a/M.cfg'],
])('writes nothing when a configuration of the same name is used %s', async (_, other, model) => {
  const folder = tempFolder();
  expect(await saveTraces([report('a', 'First.cfg'), report('a', 'M.cfg'), other], folder)).toEqual({
    ok: false,
    error: `no trace was saved: those of a/M with a/M.cfg and of ${model} would both be M.trace.json; check one of them at a time`,
  });
  expect(readdirSync(folder)).toEqual([]);
});
