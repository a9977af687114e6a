import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareStates, type ExpectedState } from '../../../src/conformance/compare-states.ts';
import { liftValue } from '../../../src/conformance/lift.ts';

/** A state as a suite has it: host values. */
function state(variables: Readonly<Record<string, unknown>>): ExpectedState {
  const entries = Object.entries(variables).map(([name, host]) => {
    const value = liftValue(host);
    if (!value.ok) throw new Error(value.error);
    return [name, value.value] as const;
  });
  return new Map(entries);
}

const lines = (expected: unknown, observed: unknown): readonly string[] =>
  compareStates(state({ x: expected }), { x: observed });

describe('a difference', () => {
  test('is named as deep inside as it is', () => {
    expect(
      lines(
        { u1: { at: 'idle', pages: new Set([1, 2]) }, u2: [1, 2, 3] },
        { u1: { at: 'busy', pages: new Set([2, 3]) }, u2: [1, 4] },
      ),
    ).toEqual([
      'x.u1.at: expected "idle", actual "busy"',
      'x.u1.pages: 1 is missing in the set',
      'x.u1.pages: 3 is not expected in the set',
      'x.u2[2]: expected 2, actual 4',
      'x.u2[3]: expected 3, but there is none',
    ]);
    expect(lines(new Map([[5, 'a']]), new Map([[6, 'a']]))).toEqual([
      'x[5]: expected "a", but there is none',
      'x[6]: "a" is not expected',
    ]);
  });

  test('says where the step should have changed nothing', () => {
    const before = state({ x: { a: 1, b: 1 }, y: 1 });
    const expected = state({ x: { a: 2, b: 1 }, y: 1 });
    expect(compareStates(expected, { x: { a: 3, b: 3 }, y: 3 }, before)).toEqual([
      'x.a: expected 2, actual 3',
      'x.b: expected 1, actual 3 (the model does not change it in this step)',
      'y: expected 1, actual 3 (the model does not change it in this step)',
    ]);
  });

  test('of the variables themselves is named', () => {
    expect(compareStates(state({ x: 1, y: 1 }), { x: 1, z: 1 })).toEqual([
      'y: expected 1, but observe() does not show it',
      'z: the model has no such variable; it has x, y',
    ]);
    for (const [nonsense, what] of [
      [undefined, 'undefined'],
      [[1], 'an array'],
      [new Map([['x', 1]]), 'a Map'],
      [7, 'the number 7'],
    ] as const)
      expect(compareStates(state({ x: 1 }), nonsense)).toEqual([
        `observe() answered ${what} where an object with the model's variables is expected`,
      ]);
  });

  test('of a value that means nothing in TLA+ has its place', () => {
    expect(lines({ at: [1] }, { at: [() => 1] })).toEqual([
      'x: expected [at |-> <<1>>], but x.at[1] is a function, which is no TLA+ value',
    ]);
  });
});

describe('a value of another kind', () => {
  const record = 'a record, or a function whose keys are names, is expected, the driver returned';
  test.each<[unknown, unknown, string]>([
    [new Set(), [], 'a set is expected, the driver returned an empty array: use new Set(...)'],
    [new Set([1]), [1], 'a set is expected, the driver returned an array: use new Set(...)'],
    [new Set(['a']), { a: true }, 'a set is expected, the driver returned an object: use new Set(...)'],
    [[1], new Set([1]), 'a sequence is expected, the driver returned a Set: use an array'],
    [[1], { 1: 1 }, 'a sequence is expected, the driver returned an object: use an array'],
    [
      [],
      new Set(),
      'an empty sequence or function is expected, the driver returned an empty Set: use [], {} or new Map()',
    ],
    [{ a: 1 }, [1], `${record} an array: use an object`],
    [{ a: 1 }, new Set(['a']), `${record} a Set: use an object`],
    [
      new Map([
        [0, 'a'],
        [1, 'b'],
      ]),
      ['a', 'b'],
      'a function over {0, 1} is expected, the driver returned an array: use new Map(...) with these keys',
    ],
    [
      new Map([[0, 'a']]),
      { 0: 'a' },
      'a function over {0} is expected, the driver returned an object: use new Map(...) with these keys',
    ],
    [
      { 'a b': 1 },
      [1],
      'a function over {"a b"} is expected, the driver returned an array: use an object or new Map(...)',
    ],
    [1, '1', 'an integer is expected, the driver returned the string "1": use a number or a bigint'],
    [1, true, 'an integer is expected, the driver returned the boolean true: use a number or a bigint'],
    [true, 1, 'a boolean is expected, the driver returned the number 1: use true or false'],
    ['p1', 1, 'a string or a model value is expected, the driver returned the number 1: use a string'],
    ['p1', 1n, 'a string or a model value is expected, the driver returned the bigint 1n: use a string'],
  ])('is told with what to write: case %#', (expected, observed, advice) => {
    const [line, ...more] = lines(expected, observed);
    expect(line).toMatch(/^x: expected .*, actual .*; /);
    expect(line?.replace(/^.*?; /, '')).toBe(advice);
    expect(more).toEqual([]);
  });

  test('is named where it is', () => {
    expect(lines({ p1: { flags: new Set() } }, { p1: { flags: [] } })).toEqual([
      'x.p1.flags: expected {}, actual <<>>; a set is expected, the driver returned an empty array: use new Set(...)',
    ]);
  });

  test('among the elements of a set is told once', () => {
    expect(lines(new Set([new Set([1]), new Set([2])]), new Set([[1], [2]])).at(-1)).toBe(
      'x, its elements: a set is expected, the driver returned an array: use new Set(...)',
    );
    expect(lines(new Set([1, 2]), new Set([1, 3]))).toEqual([
      'x: 2 is missing in the set',
      'x: 3 is not expected in the set',
    ]);
  });

  test('that is equal in TLA+ is equal', () => {
    for (const [expected, observed] of [
      [1, 1n],
      [
        [1, 2],
        new Map([
          [2, 2],
          [1, 1],
        ]),
      ],
      [{ a: 1 }, new Map([['a', 1]])],
      [[], {}],
      [[], new Map()],
      [{ a: 1 }, Object.assign(Object.create(null) as object, { a: 1n })],
    ] as const)
      expect(lines(expected, observed)).toEqual([]);
  });
});

/** Host values as a driver may return them. */
const { host } = fc.letrec((tie) => ({
  host: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: -3, max: 3 }),
    fc.boolean(),
    fc.constantFrom('a', 'b', 'a b', '1'),
    fc.array(tie('host'), { maxLength: 3 }),
    fc.array(tie('host'), { maxLength: 3 }).map((elements) => new Set(elements)),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), tie('host')), { maxLength: 3 }).map((e) => new Map(e)),
    fc.dictionary(fc.constantFrom('a', 'b', 'a b', '0'), tie('host'), { maxKeys: 3 }),
  ),
}));

test('there is a line exactly when two values differ in TLA+', () => {
  fc.assert(
    fc.property(host, host, (expected, observed) => {
      const [a, b] = [liftValue(expected), liftValue(observed)];
      fc.pre(a.ok);
      const equal = b.ok && compareText(a.value) === compareText(b.value);
      expect(lines(expected, observed).length === 0).toBe(equal);
      expect(lines(expected, expected)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

/** Values are kept in one canonical form, so their texts tell them apart. */
const compareText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}` : part));
