import { describe, expect, it } from 'vitest';
import type { GuardCoverage, Mutation, PartCoverage } from '../../../src/check/index.ts';
import { canShow } from '../../../src/cli/mutants/can-show.ts';
import { createStateGraph, type StateGraph } from '../../../src/graph/index.ts';
import { int, seq } from '../../../src/trace/index.ts';

const PLACE = { module: 'M', beginLine: 1, beginColumn: 1, endLine: 1, endColumn: 5 };

const mutation = (kind: Mutation['kind'], variable?: string): Mutation => ({
  kind,
  actions: ['Up'],
  location: PLACE,
  text: '',
  becomes: '',
  replacement: { kind: 'text', text: '' },
  isOnlyGuard: true,
  ...(variable !== undefined && { variable }),
});

/** `Up` changes x and leaves y, which only `Other` changes, after it; `pair` has two elements. */
function graph(): StateGraph {
  const made = createStateGraph({
    variables: ['x', 'y', 'pair'],
    values: [
      [int(0), int(1)],
      [int(0), int(1)],
      [seq([int(0), int(0)]), seq([int(0), int(1)])],
    ],
    rows: Uint32Array.from([0, 0, 0, 1, 0, 1, 1, 1, 1]),
    initial: Uint32Array.of(0),
    actions: ['Up', 'Other'].map((name) => ({ name, arguments: [] })),
    sources: Uint32Array.of(0, 1),
    targets: Uint32Array.of(1, 2),
    edgeActions: Uint32Array.of(0, 1),
  });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

const counted = (passed: number, refused: number): GuardCoverage => {
  const part: PartCoverage = { kind: 'guard', location: PLACE, text: '', passed, refused, failed: 0 };
  const action = {
    name: 'Up',
    location: PLACE,
    shownAs: ['Up'],
    taken: passed,
    instances: [],
    parts: [part],
  };
  return { actions: [action], notes: [] };
};

describe('whether a model can show a change', () => {
  it.each([
    ['guard dropped', 3, 0, false],
    ['guard dropped', 0, 1, true],
    ['guard negated', 0, 0, false],
    ['guard negated', 3, 0, true],
    ['guard negated', 0, 1, true],
  ] as const)(
    '%s of a conjunct that was %i times true and %i times false: %s',
    (kind, passed, refused, shown) => {
      expect(canShow({ guards: counted(passed, refused) }, mutation(kind))).toBe(shown);
    },
  );

  it.each([
    ['update dropped', 'x', true],
    ['update dropped', 'y', false],
    ['update dropped', 'pair', true],
    ['wrong index', 'x', false],
    ['wrong index', 'pair', true],
    // In the one state in which Up is taken, all have their initial values.
    ['update added', 'x', false],
    ['update added', 'y', false],
  ] as const)('%s of %s: %s', (kind, variable, shown) => {
    expect(canShow({ graph: graph() }, mutation(kind, variable))).toBe(shown);
  });

  it('an update is added where the variable has another value than at the beginning', () => {
    const added = { ...mutation('update added', 'x'), actions: ['Other'] };
    expect(canShow({ graph: graph() }, added)).toBe(true);
  });

  it('what is not known may be', () => {
    for (const kind of [
      'guard dropped',
      'update dropped',
      'wrong index',
      'update added',
      'Init weakened',
    ] as const)
      expect(canShow({}, mutation(kind, 'x'))).toBe(true);
    expect(canShow({ graph: graph() }, mutation('update dropped', 'unheard'))).toBe(true);
    const { isOnlyGuard: _, ...predicate } = mutation('guard dropped');
    expect(canShow({ guards: counted(3, 0) }, predicate)).toBe(true);
    const some = { ...counted(3, 0), notes: ['nothing is known of the guards of Other'] };
    expect(canShow({ guards: some }, mutation('guard dropped'))).toBe(true);
    const elsewhere = { ...mutation('guard dropped'), location: { ...PLACE, beginLine: 2 } };
    expect(canShow({ guards: counted(3, 0) }, elsewhere)).toBe(true);
  });
});
