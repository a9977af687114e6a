import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { generateSuite, type GeneratedFile, type SuiteInput } from '../../../src/codegen/index.ts';
import {
  fn,
  int,
  modelValue,
  record,
  seq,
  set,
  string,
  type TlaValue,
  type Trace,
} from '../../../src/trace/index.ts';

const trace = (values: readonly TlaValue[], argument: TlaValue = int(1)): Trace => ({
  initial: new Map([['x', values[0]!]]),
  steps: values.slice(1).map((value) => ({
    actions: [{ name: 'Put', arguments: [{ name: 'v', value: argument }] }],
    state: new Map([['x', value]]),
  })),
  end: { kind: 'finite' },
  notes: [],
});

const input = (change: Partial<SuiteInput> = {}): SuiteInput => ({
  name: 'cell',
  driverModule: '../../driver.ts',
  generateCommand: 'npx tracewright generate specs/cell',
  replayCommand: 'npx tracewright replay specs/cell',
  provenance: ['from Cell.tla'],
  variables: ['x'],
  actions: [{ name: 'Put', parameters: [{ name: 'v', samples: [] }] }],
  traces: [
    {
      id: 'MCCell',
      title: 'a title',
      shows: 'a reason',
      constants: [['N', int(3)]],
      trace: trace([int(0), int(1)]),
    },
  ],
  ...change,
});

function files(suite: SuiteInput): readonly GeneratedFile[] {
  const generated = generateSuite(suite);
  if (!generated.ok) throw new Error(generated.error.message);
  return generated.value;
}

/** The kinds of all syntax nodes in order: two programs that differ in the text of literals only have the same shape. */
function shape(text: string): readonly string[] {
  const source = ts.createSourceFile('suite.ts', text, ts.ScriptTarget.Latest, true);
  const kinds: string[] = [];
  const visit = (node: ts.Node): void => {
    kinds.push(ts.SyntaxKind[node.kind]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return kinds;
}

function stringsIn(text: string): readonly string[] {
  const source = ts.createSourceFile('suite.ts', text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const HOSTILE = [
  `'`,
  `"`,
  '`',
  '${process.exit(1)}',
  `'); process.exit(1); ('`,
  '\\',
  "\\'",
  'a\nb',
  'a\r\nb',
  '*/ process.exit(1) /*',
  '// </script>',
  '\u2028',
  '\u2029process.exit(1)',
  '\u202Eesrever',
  '\u0000',
  '\uD800',
  '{{{evil}}}',
  '{{#each this}}',
  '__proto__',
];

describe('strings from a specification', () => {
  test.each(HOSTILE)('%j stays a string wherever it stands', (hostile) => {
    const make = (text: string): string =>
      files(
        input({
          name: text,
          generateCommand: text,
          replayCommand: text,
          provenance: [text],
          traces: [
            {
              id: 'MCCell',
              title: text,
              shows: text,
              constants: [['N', string(text)]],
              trace: {
                ...trace([string('first'), set([string(text)])], seq([string(text)])),
                notes: [text],
              },
            },
          ],
        }),
      )[1]!.text;
    const text = make(hostile);
    expect(shape(text)).toEqual(shape(make('harmless')));
    expect(stringsIn(text).filter((found) => found === hostile).length).toBeGreaterThanOrEqual(5);
  });

  test.each(HOSTILE)('%j can be a key of a function', (hostile) => {
    const keyed = fn([
      [string(hostile), int(1)],
      [modelValue('other'), int(2)],
    ]);
    const [driver, suite] = files(
      input({ traces: [{ ...input().traces[0]!, trace: trace([int(0), keyed]) }] }),
    );
    for (const { text } of [driver!, suite!]) {
      const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
      expect((source as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
    }
    expect(stringsIn(suite!.text).concat(suite!.text.match(/other: 2/) ? ['other'] : [])).toContain('other');
  });

  test('a key named __proto__ does not set the prototype', () => {
    const keyed = fn([
      [string('__proto__'), int(1)],
      [modelValue('p1'), int(2)],
    ]);
    const [, suite] = files(input({ traces: [{ ...input().traces[0]!, trace: trace([int(0), keyed]) }] }));
    expect(suite!.text).toContain("['__proto__']: 1");
  });
});

describe('types', () => {
  const typeOf = (...values: TlaValue[]): string => {
    const [driver] = files(
      input({ traces: [{ ...input().traces[0]!, trace: trace([values[0]!, ...values]) }] }),
    );
    return /readonly x: (.*);/.exec(driver!.text)?.[1] ?? '';
  };

  test('follow the values', () => {
    expect(typeOf(int(1))).toBe('number');
    expect(typeOf(int(1), int(2n ** 70n))).toBe('bigint | number');
    expect(typeOf(set([]))).toBe('ReadonlySet<unknown>');
    expect(typeOf(set([]), set([string('a')]))).toBe('ReadonlySet<string>');
    expect(typeOf(seq([]), seq([int(1)]))).toBe('readonly (number)[] | readonly []');
    expect(
      typeOf(
        record([
          ['a', int(1)],
          ['b', string('x')],
        ]),
      ),
    ).toBe('{ readonly a: number; readonly b: string }');
    expect(typeOf(fn([[modelValue('p1'), int(1)]]))).toBe('Readonly<Record<string, number>>');
    expect(typeOf(fn([[int(7), int(1)]]))).toBe('ReadonlyMap<number, number>');
  });
});

describe('refusals', () => {
  const errorOf = (suite: SuiteInput): string => {
    const generated = generateSuite(suite);
    return generated.ok ? 'no error' : generated.error.code;
  };

  test('a suite without traces is an error', () => expect(errorOf(input({ traces: [] }))).toBe('no-traces'));

  test('a trace whose arguments are unknown is an error', () => {
    const unknown: Trace = {
      ...trace([int(0)]),
      steps: [{ actions: [{ name: 'Put' }], state: new Map([['x', int(1)]]) }],
    };
    expect(errorOf(input({ traces: [{ ...input().traces[0]!, trace: unknown }] }))).toBe('unknown-arguments');
  });

  test('a trace that does not show the variables of the module is an error', () =>
    expect(errorOf(input({ variables: ['x', 'y'] }))).toBe('different-variables'));

  test('an id that could be a shell word of its own is an error', () =>
    expect(errorOf(input({ traces: [{ ...input().traces[0]!, id: 'a; rm -rf' }] }))).toBe('bad-id'));
});
