import { describe, expect, test } from 'vitest';
import { checkEach } from '../../../src/check/check-each.ts';
import { makeReport, type ModelReport } from '../../../src/check/model-report.ts';
import { narrowConfig } from '../../../src/check/narrow-config.ts';
import { parseConfig } from '../../../src/parser/index.ts';
import type { Expectation, ModelTask } from '../../../src/manifest/index.ts';
import type { Verdict } from '../../../src/trace/index.ts';

const CONFIG = 'SPECIFICATION Spec\nINVARIANTS A B C\nPROPERTIES L M\n';

const taskOf = (expect?: Expectation, configText = CONFIG): ModelTask => ({
  folder: '/specs',
  module: 'MC',
  config: '/specs/MC.cfg',
  configText,
  ...(expect && { expected: { module: 'MC', config: 'MC.cfg', expect, line: 1 } }),
});

/** A TLC that finds the violations in the given order, one a run, and says what it was asked for. */
function fakeTlc(
  violations: readonly (readonly string[])[],
  end: Verdict = { kind: 'holds', statistics: {} },
) {
  const asked: string[] = [];
  const check = (task: ModelTask): Promise<ModelReport> => {
    const parsed = parseConfig(task.configText);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const config = task.only ? narrowConfig(parsed.value, task.only) : parsed.value;
    const report = makeReport(task, end, config);
    const names = [...report.properties, ...(report.deadlockChecked ? ['deadlock'] : [])];
    asked.push(names.join(' '));
    const found = violations.find((group) => group.some((name) => names.includes(name)));
    return Promise.resolve(found ? { ...report, verdict: violationOf(found) } : report);
  };
  return { asked, check };
}

function violationOf(names: readonly string[]): Verdict {
  const [name = ''] = names;
  if (name === 'assumption') return { kind: 'violated', violation: { kind: 'assumption' }, statistics: {} };
  if (name === 'deadlock') return { kind: 'violated', violation: { kind: 'deadlock' }, statistics: {} };
  const violation =
    name === 'L' || name === 'M'
      ? ({ kind: 'temporal-property', names } as const)
      : ({ kind: 'invariant', name } as const);
  return { kind: 'violated', violation, statistics: {} };
}

/** `holds A B`, and why where it is not as expected. */
const summary = (reports: readonly ModelReport[]): string[] =>
  reports.map(({ verdict, properties, deadlockChecked, grade }) =>
    [
      verdict.kind,
      ...properties,
      ...(deadlockChecked ? ['deadlock'] : []),
      ...(grade.asExpected ? [] : [`(${grade.reason})`]),
    ].join(' '),
  );

const each = (violated: readonly string[], others?: 'holds' | 'holds-within'): Expectation => ({
  result: 'each',
  violated: violated.map((property) => ({ property, why: 'w' })),
  ...(others && { others: { result: others } }),
});

describe('checkEach', () => {
  test('drops what is violated and asks for the rest, until nothing more is found', async () => {
    const tlc = fakeTlc([['B'], ['A'], ['L']]);
    const reports = await checkEach(taskOf(each(['A', 'B', 'L'], 'holds')), tlc.check);
    expect(tlc.asked).toEqual(['A B C L M deadlock', 'A C L M deadlock', 'C L M deadlock', 'C M deadlock']);
    expect(summary(reports)).toEqual(['violated B', 'violated A', 'violated L', 'holds C M deadlock']);
  });

  test('temporal properties that TLC does not tell apart are asked for alone', async () => {
    const tlc = fakeTlc([['L', 'M']]);
    const reports = await checkEach(taskOf(each(['L', 'M'], 'holds')), tlc.check);
    expect(tlc.asked).toEqual(['A B C L M deadlock', 'L', 'M', 'A B C deadlock']);
    expect(reports.map(({ properties }) => properties)).toEqual([['L'], ['M'], ['A', 'B', 'C']]);
  });

  test('stops when all are violated; deadlock alone is not searched for unless it is meant', async () => {
    const probes = 'SPECIFICATION Spec\nINVARIANTS A B\n';
    const tlc = fakeTlc([['A'], ['B']]);
    const reports = await checkEach(taskOf(each(['A', 'B']), probes), tlc.check);
    expect(tlc.asked).toEqual(['A B deadlock', 'B deadlock']);
    expect(summary(reports)).toEqual(['violated A', 'violated B']);
  });

  test('deadlock is dropped like a property', async () => {
    const tlc = fakeTlc([['deadlock']]);
    const reports = await checkEach(taskOf(each(['deadlock'], 'holds')), tlc.check);
    expect(tlc.asked).toEqual(['A B C L M deadlock', 'A B C L M']);
    expect(summary(reports)).toEqual(['violated deadlock', 'holds A B C L M']);
  });

  test.each([
    [
      'a violation that is not listed',
      each(['A'], 'holds'),
      [['A'], ['B']],
      [
        'violated A',
        'violated B (expected to hold, but found: invariant B is violated)',
        'holds C L M deadlock',
      ],
    ],
    [
      'a listed violation that is not found',
      each(['A'], 'holds'),
      [],
      ['holds A (A is expected to be violated, but found: it holds)', 'holds B C L M deadlock'],
    ],
    [
      'a listed property that the configuration does not name',
      each(['Aa'], 'holds'),
      [],
      [
        'holds Aa (Aa is expected to be violated, but the configuration does not ask for it)',
        'holds A B C L M deadlock',
      ],
    ],
    [
      'a property of which nothing is said',
      each(['A', 'B', 'C', 'L']),
      [['A'], ['B'], ['C'], ['L']],
      [
        'violated A',
        'violated B',
        'violated C',
        'violated L',
        'holds M deadlock (the manifest does not say what is expected of M, deadlock)',
      ],
    ],
    [
      'a search that is complete where a limit is expected',
      each([], 'holds-within'),
      [],
      ['holds A B C L M deadlock (expected to hold within limits, but found: it holds)'],
    ],
    [
      'an assumption that is false: nothing can be dropped',
      each(['A'], 'holds'),
      [['A'], ['assumption', 'B']],
      [
        'violated A',
        'violated B C L M deadlock (expected a verdict on each property, but found: an assumption is false)',
      ],
    ],
  ])('%s is red', async (_, expected, violations, wanted) => {
    const reports = await checkEach(taskOf(expected), fakeTlc(violations).check);
    expect(summary(reports)).toEqual(wanted);
  });

  test('what was found before an interruption is kept', async () => {
    const cancelled: Verdict = { kind: 'cancelled', reason: 'interrupted', statistics: {} };
    const reports = await checkEach(taskOf(each(['A'], 'holds')), fakeTlc([['A']], cancelled).check);
    expect(summary(reports)).toEqual([
      'violated A',
      'cancelled B C L M deadlock (expected a verdict on each property, but found: interrupted)',
    ]);
  });

  test('without a manifest every violation is unexpected', async () => {
    const reports = await checkEach(taskOf(), fakeTlc([['A']]).check);
    expect(summary(reports)).toEqual([
      'violated A (found: invariant A is violated)',
      'holds B C L M deadlock',
    ]);
  });

  test('with a manifest that expects all to hold, each of the others has its own verdict', async () => {
    const reports = await checkEach(taskOf({ result: 'holds' }), fakeTlc([['B']]).check);
    expect(summary(reports)).toEqual([
      'violated B (expected to hold, but found: invariant B is violated)',
      'holds A C L M deadlock',
    ]);
  });

  test('each part is a task that can be asked for alone', async () => {
    const reports = await checkEach(taskOf(each(['A'], 'holds')), fakeTlc([['A']]).check);
    expect(reports.map(({ task }) => [task.only, task.expected?.expect])).toEqual([
      [['A'], { result: 'violated', property: 'A' }],
      [['B', 'C', 'L', 'M', 'deadlock'], { result: 'holds' }],
    ]);
  });
});
