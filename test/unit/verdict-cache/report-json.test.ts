import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { State, Trace } from '../../../src/trace/index.ts';
import { reportFromJson, reportToJson, type StoredReport } from '../../../src/verdict-cache/report-json.ts';
import { anyValue } from '../trace/any-value.ts';

const anyState: fc.Arbitrary<State> = fc.tuple(anyValue, anyValue).map(
  ([a, b]) =>
    new Map([
      ['a', a],
      ['__proto__', b],
    ]),
);

const anyTrace: fc.Arbitrary<Trace> = fc.record({
  initial: anyState,
  steps: fc.array(
    fc.record({
      state: anyState,
      actions: fc.tuple(
        fc.record({
          name: fc.string(),
          arguments: fc.array(fc.record({ name: fc.string(), value: anyValue })),
        }),
      ),
    }),
  ),
  end: fc.constant({ kind: 'finite' as const }),
  notes: fc.array(fc.string()),
});

const anyReport: fc.Arbitrary<StoredReport> = fc.record({
  verdict: anyTrace.map((trace) => ({
    kind: 'violated' as const,
    violation: { kind: 'invariant' as const, name: 'A' },
    trace,
    statistics: { distinct: 3, depth: 2 },
  })),
  properties: fc.array(fc.string()),
  deadlockChecked: fc.boolean(),
  warnings: fc.array(fc.string()),
  tlcVersion: fc.string(),
  violatedAt: fc.constant({ module: 'M', beginLine: 4, beginColumn: 1, endLine: 4, endColumn: 9 }),
  run: fc.constant({ logFile: '/log', argv: ['java'], wallMilliseconds: 12.5 }),
  interface: anyValue.map((value) => ({
    variables: ['x'],
    actions: [{ name: 'Up', parameters: [{ name: 'n', samples: [value] }] }],
  })),
});

test('a report survives the way through the text of a file', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const text = JSON.stringify(reportToJson(report));
      expect(reportFromJson(JSON.parse(text))).toEqual({ ok: true, value: report });
    }),
  );
});

test('a value that is none is said', () => {
  const report = {
    verdict: { kind: 'violated', trace: { schema: 'tracewright/trace/1', initial: { x: { '#odd': 1 } } } },
  };
  expect(reportFromJson(report)).toMatchObject({ ok: false });
});
