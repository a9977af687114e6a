import fc from 'fast-check';
import type { CiRun } from '../../../src/ci/index.ts';
import { grade, type ModelReport } from '../../../src/check/index.ts';
import type { Expectation, ManifestModel } from '../../../src/manifest/index.ts';
import type { SourceLocation, SpecError, Verdict, Violation } from '../../../src/trace/index.ts';
import { anyTrace } from '../export/any-trace.ts';

/** What breaks out of one format or another. */
const HOSTILE = [
  ']]>',
  '</testcase><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\u0000\u0007\u001b[31m',
  '\ud83d',
  '\u202etxt.cod',
  '\ufffe\uffff',
  '::error file=x,line=1::owned',
  'a\r\n::stop-commands::x\n%0A%3A',
  '{0} {{1}} [text](javascript:alert(1))',
  '| a | b |\n\n# heading\n```mermaid\n<!--',
  '&lt;&#x41;',
  '__proto__',
] as const;

export const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary' }),
  fc.lorem({ maxCount: 3 }),
);

const anyName = fc.oneof(fc.constantFrom('Inv', 'Live', 'deadlock', 'Type'), anyText);

const anyLocation: fc.Arbitrary<SourceLocation> = fc.record({
  module: anyText,
  beginLine: fc.nat(99),
  beginColumn: fc.nat(99),
  endLine: fc.nat(99),
  endColumn: fc.nat(99),
});

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** An object without the fields that are undefined. */
const record = <T extends object>(fields: {
  [K in keyof T]: fc.Arbitrary<T[K] | undefined>;
}): fc.Arbitrary<T> =>
  fc
    .record(fields as Record<string, fc.Arbitrary<unknown>>)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as T);

const anyViolation: fc.Arbitrary<Violation> = fc.oneof(
  fc.record({ kind: fc.constantFrom('invariant', 'action-property', 'postcondition'), name: anyName }),
  record<Violation>({
    kind: fc.constant('temporal-property'),
    names: fc.array(anyName, { maxLength: 2 }),
    unsettled: optional(fc.array(anyName, { maxLength: 2 })),
    location: optional(anyLocation),
  }),
  fc.constant({ kind: 'deadlock' as const }),
  record<Violation>({ kind: fc.constant('assumption'), location: optional(anyLocation) }),
  record<Violation>({
    kind: fc.constant('assertion'),
    message: anyText,
    name: optional(anyName),
    location: optional(anyLocation),
  }),
);

const anyError: fc.Arbitrary<SpecError> = record<SpecError>({
  message: anyText,
  file: optional(fc.constantFrom('M.tla', '/project/specs/M.cfg', '/elsewhere/a b#?.tla')),
  location: optional(anyLocation),
});

const statistics = fc.constant({ distinct: 3, generated: 7 });

const anyVerdict: fc.Arbitrary<Verdict> = fc.oneof(
  record<Verdict>({ kind: fc.constant('holds'), statistics }),
  record<Verdict>({
    kind: fc.constant('holds-within'),
    limits: fc.constantFrom([{ kind: 'constraint', name: 'Small' }], [{ kind: 'simulation', traces: 5 }]),
    statistics,
  }),
  record<Verdict>({
    kind: fc.constant('violated'),
    violation: anyViolation,
    trace: optional(anyTrace),
    statistics,
  }),
  record<Verdict>({
    kind: fc.constant('spec-error'),
    errors: fc.array(anyError, { minLength: 1, maxLength: 3 }),
    trace: optional(anyTrace),
  }),
  record<Verdict>({ kind: fc.constant('tool-error'), message: anyText }),
  record<Verdict>({
    kind: fc.constant('cancelled'),
    reason: fc.constantFrom('interrupted', 'time-limit'),
    statistics,
  }),
);

const anyExpectation: fc.Arbitrary<Expectation> = fc.oneof(
  fc.constant({ result: 'holds' as const }),
  fc.constant({ result: 'holds' as const, states: { distinct: 4 } }),
  fc.constant({ result: 'holds-within' as const }),
  anyName.map((property) => ({ result: 'violated' as const, property })),
);

export const anyReport: fc.Arbitrary<ModelReport> = fc
  .record({
    verdict: anyVerdict,
    expect: optional(anyExpectation),
    why: optional(anyText),
    properties: fc.uniqueArray(anyName, { maxLength: 3 }),
    deadlockChecked: fc.boolean(),
    violatedAt: optional(anyLocation),
    config: fc.constantFrom('MC.cfg', 'MC_small one.cfg', 'MC,%:\u202e.cfg'),
    walk: optional(fc.constant('every state' as const)),
  })
  .map(({ verdict, expect, why, properties, deadlockChecked, violatedAt, config, walk }) => {
    const expected: ManifestModel | undefined = expect && {
      module: 'MC',
      config,
      expect,
      line: 1,
      ...(why !== undefined && { why }),
      ...(walk !== undefined && { walk }),
    };
    return {
      task: {
        folder: '/project/specs',
        module: 'MC',
        config: `/project/specs/${config}`,
        configText: 'INVARIANTS Type\n  Inv\nPROPERTY Live\n',
        ...(expected && { expected }),
      },
      verdict,
      grade: grade(verdict, expect),
      properties,
      deadlockChecked,
      warnings: [],
      moduleFiles: ['/project/specs/MC.tla', '/project/specs/Linked.tla'],
      ...(violatedAt && { violatedAt }),
      run: { argv: ['java'], wallMilliseconds: 1234 },
    };
  });

/** Any run of a check, with texts that try to be more than text. */
export const anyRun: fc.Arbitrary<CiRun> = fc.record({
  reports: fc.array(anyReport, { maxLength: 4 }),
  notStarted: fc.constantFrom(
    [],
    [{ folder: '/project', module: 'Late', config: '/project/Late.cfg', configText: '' }],
  ),
  problems: fc.array(
    record<CiRun['problems'][number]>({
      message: anyText,
      file: optional(fc.constantFrom('/project/manifest.json', '/elsewhere/x y.json')),
      line: optional(fc.integer({ min: 1, max: 50 })),
    }),
    { maxLength: 2 },
  ),
  exitCode: fc.constantFrom(0, 1, 2, 3, 130),
  version: fc.constant('1.2.3'),
  root: fc.constant('/project'),
  links: fc.constant(new Map([['/project/specs/Linked.tla', '/project/common/Linked.tla']])),
});
