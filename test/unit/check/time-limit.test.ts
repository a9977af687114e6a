import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkModel, type CheckSettings } from '../../../src/check/index.ts';
import type * as Tlc from '../../../src/tlc/index.ts';
import { exportSemanticXml, runTlc } from '../../../src/tlc/index.ts';

/** TLC stands still here: each run takes as long as the test says, and says what a recorded run said. */
vi.mock('../../../src/tlc/index.ts', async (original) => ({
  ...(await original<typeof Tlc>()),
  runTlc: vi.fn(),
  exportSemanticXml: vi.fn(),
  rememberModelSize: vi.fn(),
}));

const RECORDED = join(import.meta.dirname, '../../cases/tlc-output/2.18/lasso-liveness.out');

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'], now: 0 }));
afterEach(() => void vi.useRealTimers());

const limits: (number | undefined)[] = [];

function eachRunTakes(milliseconds: number): void {
  limits.length = 0;
  vi.mocked(runTlc).mockImplementation((request, watch) => {
    limits.push(request.timeLimitMilliseconds);
    vi.advanceTimersByTime(milliseconds);
    watch?.onOutput?.(readFileSync(RECORDED, 'utf8'));
    const end = { exitCode: 13, signal: null, ended: 'exit' as const, wallMilliseconds: milliseconds };
    return Promise.resolve({ ok: true, value: { ...end, logFile: 'log', logComplete: true, argv: [] } });
  });
  vi.mocked(exportSemanticXml).mockImplementation((request) => {
    limits.push(request.timeLimitMilliseconds);
    return Promise.resolve({ ok: false, error: { code: 'not-started', message: 'no SANY here', path: '' } });
  });
}

const task = {
  folder: '/specs',
  module: 'M',
  config: '/specs/M.cfg',
  configText: 'SPECIFICATION Spec\nPROPERTIES A B C\n',
};
const settings: CheckSettings = { java: 'java', jar: 'jar', jarSha256: '0', libraries: [] };

test('a model has one time limit, whatever TLC is asked about it', async () => {
  eachRunTakes(1000);
  const report = await checkModel(task, { ...settings, timeLimitMilliseconds: 10_000 });
  // The model, then each property alone, then SANY for the arguments of actions.
  expect(limits).toEqual([10_000, 9000, 8000, 7000, 6000]);
  expect(report.verdict).toMatchObject({ violation: { kind: 'temporal-property', names: ['A', 'B', 'C'] } });
});

test('what there is no time for is not asked, and the report says so', async () => {
  eachRunTakes(4000);
  const report = await checkModel(task, { ...settings, timeLimitMilliseconds: 10_000 });
  expect(limits).toEqual([10_000, 6000, 2000]);
  expect(report.verdict).toMatchObject({
    violation: { names: ['A', 'B'], unsettled: ['C'] },
    trace: { notes: ['arguments of actions are unknown: the time limit is used up'] },
  });
});

test('without a limit there is none', async () => {
  eachRunTakes(1000);
  await checkModel(task, settings);
  expect(limits).toEqual([undefined, undefined, undefined, undefined, undefined]);
});
