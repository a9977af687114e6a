import { expect, test, vi } from 'vitest';
import type * as Check from '../../../src/check/index.ts';
import { checkModel, makeReport } from '../../../src/check/index.ts';
import type * as Tools from '../../../src/cli/tools.ts';
import { check } from '../../../src/cli/commands/check.ts';
import { openTerminal } from '../../../src/cli/terminal.ts';
import { tempFolder } from '../../support/temp-folder.ts';

vi.mock('../../../src/check/index.ts', async (original) => ({
  ...(await original<typeof Check>()),
  checkModel: vi.fn(),
}));

vi.mock('../../../src/cli/tools.ts', async (original) => ({
  ...(await original<typeof Tools>()),
  findTools: () =>
    Promise.resolve({ ok: true, value: { java: 'java', jar: 'jar', jarSha256: '0', libraries: [] } }),
}));

test('a bug that shows in one model does not take the others down', async () => {
  const folder = tempFolder(
    Object.fromEntries(
      ['A', 'B', 'C'].flatMap((name) => [
        [`${name}.tla`, `---- MODULE ${name} ----\n====\n`],
        [`${name}.cfg`, 'INIT Init\n'],
      ]),
    ),
  );
  vi.mocked(checkModel).mockImplementation((task) =>
    task.module === 'B'
      ? Promise.reject(new Error('the impossible happened'))
      : Promise.resolve(makeReport(task, { kind: 'holds', statistics: { distinct: 1 } })),
  );
  let [out, log] = ['', ''];
  const terminal = openTerminal(
    { write: (text: string) => (out += text) },
    { write: (text: string) => (log += text) },
    {},
  );
  const context = { terminal, env: {}, signal: new AbortController().signal };
  expect(await check([folder], { json: true }, context)).toBe(2);
  expect(log).toMatch(/ok {3}.*A\.cfg: no property stated/);
  expect(log).toMatch(
    /FAIL .*B\.cfg: a bug in Tracewright, please report it: Error: the impossible happened/,
  );
  expect(log).toMatch(/ok {3}.*C\.cfg: no property stated/);
  expect(log).toContain('3 models checked, 2 as expected, 1 not');
  expect(JSON.parse(out)).toMatchObject({
    exitCode: 2,
    models: [
      { module: 'A', asExpected: true },
      { module: 'B', asExpected: false, verdict: { kind: 'tool-error' } },
      { module: 'C', asExpected: true },
    ],
  });
});
