import { describe, expect, test } from 'vitest';
import { generateSuite, projectSuite, type SuiteInput } from '../../../src/codegen/index.ts';
import {
  int,
  seq,
  type Comparison,
  type State,
  type Trace,
  type TraceChoices,
} from '../../../src/trace/index.ts';

const state = (x: number, box: readonly number[], log: number): State =>
  new Map([
    ['x', int(x)],
    ['box', seq(box.map(int))],
    ['log', int(log)],
  ]);

const put = { actions: [{ name: 'Put', arguments: [] }] } as const;

/** The second step changes the log only. */
const TRACE: Trace = {
  initial: state(0, [], 0),
  steps: [
    { ...put, state: state(1, [1, 2], 1) },
    { ...put, state: state(1, [1, 2], 2) },
  ],
  end: { kind: 'lasso', backTo: 1, step: put },
  notes: [],
};

const input = (comparison: Comparison, choices: TraceChoices = { steps: new Map() }): SuiteInput => ({
  name: 'box',
  driverModule: './driver.ts',
  generateCommand: 'npx tracewright generate',
  manifest: '.',
  project: '.',
  madeBy: 'TLC',
  sources: [],
  actions: [{ name: 'Put', parameters: [] }],
  traces: [
    { id: 'MC', title: 't', shows: 's', constants: [], trace: TRACE, isDeadlock: false, choices, notes: [] },
  ],
  walks: [],
  comparison,
});

const text = (suite: SuiteInput): readonly string[] => {
  const files = generateSuite(projectSuite(suite));
  if (!files.ok) throw new Error(files.error.message);
  return files.value.map((file) => file.text);
};

describe('a suite that ignores a variable', () => {
  const [driver, suite] = text(input({ ignored: ['log'], unordered: ['box'] }));

  test('does not show it to its driver, and says so', () => {
    expect(driver).toContain('as a driver shows them; without log, which the suite ignores. */');
    expect(driver).not.toContain('readonly log');
    expect(suite).not.toContain('log:');
    expect(suite).toContain('// Not compared: log.\n// Compared without their order: box.\n');
    expect(suite).toContain("trace.id), ignored: ['log'], unordered: ['box'] });");
  });

  test('has steps that change nothing', () => {
    expect(suite).toMatch(/changes: \{\n *x: 1,\n *box: \[1, 2\],\n *\},\n *\},\n[^]*changes: \{\n *\},/);
  });
});

test('a suite that compares all says nothing of it', () => {
  const [driver, suite] = text(input({}));
  expect(driver).toContain('/** The variables of the specification, as a driver shows them. */');
  expect(suite).toContain('{ repeat: repeatCommand(place, trace.id) }');
  expect(suite).not.toContain('ompared');
});

describe('outcomes', () => {
  const others = [state(1, [2, 1], 1), state(1, [1, 2], 5), state(2, [1, 2], 1), state(2, [1, 2], 2)];
  const choices = { steps: new Map([[0, { count: 5, others }]]) };
  const projected = (comparison: Comparison) =>
    projectSuite(input(comparison, choices)).traces[0]!.choices.steps.get(0);

  test('are all there where all is compared', () => {
    expect(projected({})).toEqual({ count: 5, others });
  });

  test('that are compared as equal are one', () => {
    expect(projected({ ignored: ['log'] })?.count).toBe(3);
    expect(projected({ unordered: ['box'] })?.count).toBe(4);
    const both = projected({ ignored: ['log'], unordered: ['box'] });
    expect(both?.count).toBe(2);
    expect(both?.others.map((other) => [...other.keys()])).toEqual([['x', 'box']]);
    expect(projected({ ignored: ['log', 'x'], unordered: ['box'] })).toBeUndefined();
  });

  test('are also compared at the start and at the end of a loop', () => {
    const around = {
      initial: { count: 2, others: [state(0, [], 7)] },
      steps: new Map([[2, { count: 2, others: [state(1, [1, 2], 3)] }]]),
    };
    const suite = projectSuite(input({ ignored: ['log'] }, around));
    expect(suite.traces[0]!.choices).toEqual({ steps: new Map() });
    expect(projectSuite(input({}, around)).traces[0]!.choices).toEqual(around);
  });

  test('are kept as far as a reader can follow', () => {
    const many = Array.from({ length: 30 }, (_, i) => state(i + 2, [], 0));
    const suite = projectSuite(input({}, { steps: new Map([[0, { count: 31, others: many }]]) }));
    const outcomes = suite.traces[0]!.choices.steps.get(0);
    expect([outcomes?.count, outcomes?.others.length]).toEqual([31, 20]);
  });
});
