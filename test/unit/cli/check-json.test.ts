import Ajv2020 from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeReport } from '../../../src/check/index.ts';
import { checkJson } from '../../../src/cli/report/check-json.ts';
import type { Trace, Verdict, Violation } from '../../../src/trace/index.ts';

const ROOT = join(import.meta.dirname, '../../..');
const validate = new Ajv2020.default({ allErrors: true }).compile(
  JSON.parse(readFileSync(join(ROOT, 'docs/check-report.schema.json'), 'utf8')) as object,
);

const folder = join(process.cwd(), 'specs');
const task = { folder, module: 'M', config: join(folder, 'M.cfg'), configText: '' };
const location = { module: 'M', beginLine: 4, beginColumn: 8, endLine: 4, endColumn: 12 };
const statistics = { generated: 4, distinct: 3, queue: 0, depth: 2 };
const trace: Trace = { initial: new Map(), steps: [], end: { kind: 'stuttering' }, notes: ['a note'] };

const violations: readonly Violation[] = [
  { kind: 'invariant', name: 'P' },
  { kind: 'action-property', name: 'P' },
  { kind: 'temporal-property', names: ['P'], unsettled: ['Q'], part: 'Init', location },
  { kind: 'deadlock' },
  { kind: 'assumption', location },
  { kind: 'assertion', message: '"boom"', name: 'P', location },
  { kind: 'postcondition', name: 'P' },
];

const verdicts: readonly Verdict[] = [
  { kind: 'holds', statistics },
  { kind: 'holds-within', limits: [{ kind: 'view', name: 'V' }], statistics },
  ...violations.map((violation): Verdict => ({ kind: 'violated', violation, trace, statistics })),
  { kind: 'spec-error', errors: [{ message: 'bad', file: join(folder, 'M.tla'), location }], trace },
  { kind: 'tool-error', message: 'it broke' },
  { kind: 'cancelled', reason: 'time-limit', statistics },
];

test('every verdict and every problem is as the schema says', () => {
  const reports = verdicts.map((verdict) => makeReport(task, verdict));
  const problems = [
    { code: 'usage', message: 'no' },
    { code: 'field', message: 'no', file: join(folder, 'manifest.json'), line: 3 },
  ] as const;
  const json: unknown = JSON.parse(JSON.stringify(checkJson(reports, problems, 2)));
  expect(validate(json) || validate.errors).toBe(true);
});

test('paths are relative to the working folder', () => {
  const report = makeReport(
    task,
    verdicts.find(({ kind }) => kind === 'spec-error')!,
  );
  const problem = { code: 'field', message: 'no', file: join(folder, 'manifest.json'), line: 3 } as const;
  expect(checkJson([report], [problem], 2)).toMatchObject({
    models: [{ folder: 'specs', verdict: { errors: [{ file: 'specs/M.tla' }] } }],
    errors: [{ file: 'specs/manifest.json', line: 3 }],
  });
});
