import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig, printConfig, type ConfigStatement, type TlcConfig } from '../../../src/parser/index.ts';
import { bool, int, modelValue, seq, set, string, type TlaValue } from '../../../src/trace/index.ts';

const parse = (text: string): TlcConfig => {
  const result = parseConfig(text);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const problem = (text: string) => {
  const result = parseConfig(text);
  return result.ok ? 'accepted' : `${result.error.line}:${result.error.column} ${result.error.message}`;
};

describe('parseConfig', () => {
  it('reads every statement, with lines, in order', () => {
    const text = `\\* a comment INIT Nope
SPECIFICATION Spec  INIT Init
NEXT Next (* a comment (* inside *) another *)
INVARIANTS TypeOK
  Safe
INVARIANT
PROPERTIES Live PROPERTY Other
CONSTRAINT Small ACTION_CONSTRAINTS A B
SYMMETRY Sym VIEW vars ALIAS Short POSTCONDITION Post
CHECK_DEADLOCK FALSE
`;
    expect(parse(text).statements).toEqual([
      { keyword: 'SPECIFICATION', name: 'Spec', line: 2 },
      { keyword: 'INIT', name: 'Init', line: 2 },
      { keyword: 'NEXT', name: 'Next', line: 3 },
      {
        keyword: 'INVARIANT',
        names: [
          { name: 'TypeOK', line: 4 },
          { name: 'Safe', line: 5 },
        ],
        line: 4,
      },
      { keyword: 'INVARIANT', names: [], line: 6 },
      { keyword: 'PROPERTY', names: [{ name: 'Live', line: 7 }], line: 7 },
      { keyword: 'PROPERTY', names: [{ name: 'Other', line: 7 }], line: 7 },
      { keyword: 'CONSTRAINT', names: [{ name: 'Small', line: 8 }], line: 8 },
      {
        keyword: 'ACTION_CONSTRAINT',
        names: [
          { name: 'A', line: 8 },
          { name: 'B', line: 8 },
        ],
        line: 8,
      },
      { keyword: 'SYMMETRY', name: 'Sym', line: 9 },
      { keyword: 'VIEW', name: 'vars', line: 9 },
      { keyword: 'ALIAS', name: 'Short', line: 9 },
      { keyword: 'POSTCONDITION', name: 'Post', line: 9 },
      { keyword: 'CHECK_DEADLOCK', enabled: false, line: 10 },
    ]);
  });

  it('reads constants of every form', () => {
    const text = `CONSTANTS N = 3 Users = {u1, {u2, "s"}, TRUE}
p1 = p1
Op <- Other
Nat <- [Naturals] Small
M!N = 5
Size = [Buffer] 2
Table(1, p1) = "a\\"b"
CONSTANT Flag=FALSE`;
    expect(parse(text).statements).toEqual([
      {
        keyword: 'CONSTANT',
        line: 1,
        bindings: [
          { kind: 'value', name: 'N', value: int(3), line: 1 },
          {
            kind: 'value',
            name: 'Users',
            value: set([modelValue('u1'), set([modelValue('u2'), string('s')]), bool(true)]),
            line: 1,
          },
          { kind: 'value', name: 'p1', value: modelValue('p1'), line: 2 },
          { kind: 'substitution', name: 'Op', definition: 'Other', line: 3 },
          { kind: 'substitution', name: 'Nat', definition: 'Small', module: 'Naturals', line: 4 },
          { kind: 'value', name: 'M!N', value: int(5), line: 5 },
          { kind: 'value', name: 'Size', value: int(2), module: 'Buffer', line: 6 },
          {
            kind: 'value',
            name: 'Table',
            arguments: [int(1), modelValue('p1')],
            value: string('a\\"b'),
            line: 7,
          },
        ],
      },
      {
        keyword: 'CONSTANT',
        line: 8,
        bindings: [{ kind: 'value', name: 'Flag', value: bool(false), line: 8 }],
      },
    ]);
  });

  it('reads an empty file as no statements', () => {
    expect(parse(' \n\\* nothing').statements).toEqual([]);
  });

  it.each([
    ['INIT = Init NEXT', '1:6 unexpected "="'],
    ['INIT', '1:5 unexpected end of text'],
    ['Init == x', '1:1 unexpected "Init"'],
    ['INIT NEXT', '1:6 unexpected "NEXT"'],
    ['CONSTANT N = -1', '1:14 TLC reads no negative numbers in a configuration file'],
    ['CONSTANT N = <<1>>', '1:14 unexpected "<"'],
    ['CONSTANT N = {1', '1:16 unexpected end of text'],
    ['CONSTANT N', '1:11 unexpected end of text'],
    ['CHECK_DEADLOCK Maybe', '1:16 unexpected "Maybe"'],
    ['INVARIANT M!Inv', '1:12 unexpected "!"'],
    ['INVARIANT Inv `', '1:15 unexpected "`"'],
    ['INIT Init (* open', '1:11 unexpected "("'],
  ])('refuses %s', (text, expected) => {
    expect(problem(text)).toBe(expected);
  });

  it('answers any text with statements or an error', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseConfig(text)));
  });
});

describe('printConfig', () => {
  const name = fc.stringMatching(/^[A-Z][a-z0-9_]{0,5}$/);
  const value: fc.Arbitrary<TlaValue> = fc.letrec<{ value: TlaValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.nat().map(int),
      fc.boolean().map(bool),
      fc.stringMatching(/^[a-z '=]{0,6}$/).map(string),
      name.map(modelValue),
      fc.array(tie('value'), { maxLength: 3 }).map(set),
    ),
  })).value;
  const optional = <T>(key: string, content: fc.Arbitrary<T>) =>
    fc.option(content, { nil: undefined }).map((x) => (x === undefined ? {} : { [key]: x }));
  const binding = fc.oneof(
    fc.tuple(name, name, optional('module', name)).map(([from, definition, scope]) => ({
      kind: 'substitution' as const,
      name: from,
      definition,
      ...scope,
      line: 0,
    })),
    fc
      .tuple(
        name,
        value,
        optional('module', name),
        optional('arguments', fc.array(value, { minLength: 1, maxLength: 3 })),
      )
      .map(([constant, content, scope, operands]) => ({
        kind: 'value' as const,
        name: constant,
        value: content,
        ...scope,
        ...operands,
        line: 0,
      })),
  );
  const statement: fc.Arbitrary<ConfigStatement> = fc.oneof(
    fc
      .tuple(
        fc.constantFrom(
          'SPECIFICATION',
          'INIT',
          'NEXT',
          'SYMMETRY',
          'VIEW',
          'ALIAS',
          'POSTCONDITION',
          'TYPE',
          'TYPE_CONSTRAINT',
        ),
        name,
      )
      .map(([keyword, operator]) => ({ keyword, name: operator, line: 0 })),
    fc
      .tuple(fc.constantFrom('INVARIANT', 'PROPERTY', 'CONSTRAINT', 'ACTION_CONSTRAINT'), fc.array(name))
      .map(([keyword, names]) => ({
        keyword,
        names: names.map((operator) => ({ name: operator, line: 0 })),
        line: 0,
      })),
    fc.array(binding).map((bindings) => ({ keyword: 'CONSTANT' as const, bindings, line: 0 })),
    fc.boolean().map((enabled) => ({ keyword: 'CHECK_DEADLOCK' as const, enabled, line: 0 })),
  );
  /** Lines are facts about a file, not about what it says. */
  const withoutLines = (config: TlcConfig): unknown =>
    JSON.parse(
      JSON.stringify(config, (key, part: unknown) =>
        key === 'line' ? undefined : typeof part === 'bigint' ? String(part) : part,
      ),
    );

  it('is read back as the same statements', () => {
    fc.assert(
      fc.property(fc.array(statement), (statements) => {
        expect(withoutLines(parse(printConfig({ statements })))).toEqual(withoutLines({ statements }));
      }),
    );
  });

  it('refuses values that no configuration can hold', () => {
    const config: TlcConfig = {
      statements: [
        { keyword: 'CONSTANT', bindings: [{ kind: 'value', name: 'N', value: seq([]), line: 0 }], line: 0 },
      ],
    };
    expect(() => printConfig(config)).toThrow('a configuration file cannot hold a seq');
  });
});
