import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  makeReport,
  type GuardCoverage,
  type ModelCoverage,
  type ModelReport,
} from '../../../src/check/index.ts';
import type { Verdict } from '../../../src/trace/index.ts';
import {
  flawOf,
  gatherCoverage,
  isJudged,
  modelsText,
  neverTaken,
  planTexts,
  type SuiteCoverage,
} from '../../../src/coverage/index.ts';

const folder = '/specs';
const at = (beginLine: number) => ({
  module: 'Post',
  beginLine,
  beginColumn: 1,
  endLine: beginLine,
  endColumn: 4,
});
const whole: Verdict = { kind: 'holds', statistics: {} };
const cut: Verdict = { kind: 'violated', violation: { kind: 'deadlock' }, statistics: {} };

function report(config: string, verdict: Verdict, coverage: ModelCoverage): ModelReport {
  const task = { folder, module: 'Post', config: join(folder, config), configText: '' };
  return { ...makeReport(task, verdict), moduleFiles: [join(folder, 'Post.tla')], coverage };
}

const counted = (name: string, line: number, generated: number): ModelCoverage['actions'][number] => ({
  name,
  kind: 'next',
  location: at(line),
  distinct: generated,
  generated,
});

const own = (
  name: string,
  line: number,
  shownAs: string,
  taken: number,
): GuardCoverage['actions'][number] => ({
  name,
  location: at(line),
  shownAs: [shownAs],
  taken,
  instances: [],
  parts: [{ kind: 'guard', location: at(line), text: 'ready', passed: taken, refused: 3, failed: 0 }],
});

const guards = (...actions: GuardCoverage['actions']): NonNullable<ModelCoverage['guards']> => ({
  ok: true,
  value: { actions, notes: [] },
});

test('what TLC counts as one in a search that ended early may be any of the actions in it', () => {
  const [module] = gatherCoverage([
    report('Post.cfg', whole, {
      actions: [counted('Send', 5, 4), counted('Handle', 8, 6)],
      expressions: [],
      guards: guards(own('Send', 5, 'Send', 4), own('Read', 6, 'Handle', 6), own('Burn', 7, 'Handle', 0)),
    }),
    report('Post_cut.cfg', cut, {
      actions: [counted('Send', 5, 2), counted('Handle', 8, 3)],
      expressions: [],
    }),
  ]);
  expect(module!.actions.map(({ name, taken, perhaps, found }) => [name, taken, perhaps, found])).toEqual([
    ['Send', 6, 0, 6],
    ['Read', 6, 3, undefined],
    ['Burn', 0, 3, undefined],
  ]);
  expect(neverTaken(module!).map((action) => [action.name, isJudged(module!, action)])).toEqual([
    ['Burn', false],
  ]);
  // Conjuncts say nothing of what the other model did.
  expect(module!.actions.map(({ parts }) => parts.map(flawOf))).toEqual([
    [undefined],
    [undefined],
    [undefined],
  ]);
  expect(module!.parts.map(flawOf)).toEqual([undefined, undefined, undefined]);
  expect(modelsText(module!)).toBe(
    'counted in 2 models, of which 1 ended before all states were seen, conjuncts in 1',
  );
});

test('counts of models are summed by place; one that holds within a constraint says so', () => {
  const small = {
    kind: 'holds-within',
    limits: [{ kind: 'constraint', name: 'Small' }],
    statistics: {},
  } as const;
  const coverage = {
    actions: [counted('Send', 5, 4)],
    expressions: [{ location: at(5), count: 7 }],
    guards: guards(own('Send', 5, 'Send', 4)),
  };
  const [module] = gatherCoverage([report('A.cfg', whole, coverage), report('B.cfg', small, coverage)]);
  expect(module).toMatchObject({
    actions: [{ name: 'Send', taken: 8, found: 8, parts: [{ passed: 8, refused: 6 }] }],
    expressions: [{ count: 14 }],
    parts: [{ passed: 8, refused: 6, actions: ['Send'] }],
    models: 2,
    cut: 0,
    split: 2,
  });
  expect(modelsText(module!)).toBe('counted in 2 models, within the constraint Small');
});

test('a model whose guards are not known is counted by TLC alone, and a note says why', () => {
  const [module] = gatherCoverage([
    report('A.cfg', whole, {
      actions: [counted('Send', 5, 4), counted('Handle', 8, 0)],
      expressions: [],
      guards: { ok: false, error: 'the time limit is used up' },
    }),
  ]);
  expect(module!.actions.map(({ name, taken }) => [name, taken])).toEqual([
    ['Send', 4],
    ['Handle', 0],
  ]);
  expect(neverTaken(module!).map((action) => isJudged(module!, action))).toEqual([true]);
  expect(module!.notes).toEqual(['A.cfg: conjuncts are not counted: the time limit is used up']);
});

test('what suites plan stands with the one action of its name', () => {
  const suite = { planned: 3, transitions: 4, refusals: 2 };
  const coverage = (...actions: GuardCoverage['actions']): ModelCoverage => ({
    actions: [],
    expressions: [],
    guards: guards(...actions),
  });
  const config = join(folder, 'A.cfg');
  const suites = new Map([[config, { ok: true, value: new Map([['Send', suite]]) } as const]]);
  const suitesOf = (...actions: GuardCoverage['actions']) =>
    gatherCoverage([report('A.cfg', whole, coverage(...actions))], suites)[0]!.actions.map(
      (action) => action.suite,
    );
  expect(suitesOf(own('Send', 5, 'Send', 4), own('Read', 6, 'Read', 1))).toEqual([suite, undefined]);
  expect(suitesOf(own('Send', 5, 'Send', 4), own('Send', 6, 'Send', 1))).toEqual([undefined, undefined]);
});

test('what a suite leaves to the implementation has no numbers, nor has a sum with it, and a note says so', () => {
  const model = (name: string, suite: SuiteCoverage) => {
    const counts: ModelCoverage = { actions: [], expressions: [], guards: guards(own('Send', 5, 'Send', 4)) };
    return {
      report: report(name, whole, counts),
      suite: [join(folder, name), { ok: true, value: new Map([['Send', suite]]) }] as const,
    };
  };
  const fixed = model('A.cfg', { planned: 3, transitions: 4, refusals: 2 });
  const other = model('C.cfg', { planned: 1, transitions: 2, refusals: 0 });
  const free = model('B.cfg', { transitions: 5 });
  const gathered = (...models: readonly (typeof fixed)[]) =>
    gatherCoverage(
      models.map((one) => one.report),
      new Map(models.map(({ suite }) => suite)),
    )[0]!;
  expect(gathered(fixed, other).actions[0]!.suite).toEqual({ planned: 4, transitions: 6, refusals: 2 });
  const mixed = gathered(fixed, free);
  expect(mixed.actions[0]!.suite).toEqual({ transitions: 9 });
  expect(planTexts(mixed.actions[0]!.suite!)).toEqual(['-', '-']);
  expect(mixed.notes).toEqual([
    'B.cfg: how many transitions its suite takes, and how many refusals it tries, depends on what the implementation chooses; replay prints how far that led',
  ]);
});
