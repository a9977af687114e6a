import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import {
  generateSuite,
  readSeal,
  type GeneratedFile,
  type SuiteInput,
  type SuiteTraceInput,
} from '../../../src/codegen/index.ts';
import {
  fn,
  int,
  modelValue,
  record,
  seq,
  set,
  string,
  type State,
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
  manifest: '../../specs/cell',
  project: '../..',
  madeBy: 'TLC 2.18',
  walks: [],
  sources: [{ name: 'Cell.tla', hash: '0123456789abcdef' }],
  actions: [{ name: 'Put', parameters: [{ name: 'v', samples: [] }] }],
  traces: [
    {
      id: 'MCCell',
      title: 'a title',
      shows: 'a reason',
      constants: [['N', int(3)]],
      trace: trace([int(0), int(1)]),
      isDeadlock: false,
      choices: { steps: new Map() },
      notes: [],
    },
  ],
  ...change,
});

/** The input with another trace, or other facts of it. */
const about = (change: Partial<SuiteTraceInput>): SuiteInput =>
  input({ traces: [{ ...input().traces[0]!, ...change }] });

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
          manifest: text,
          project: text,
          madeBy: text,
          sources: [{ name: text, hash: text }],
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
              isDeadlock: false,
              choices: { steps: new Map() },
              notes: [text],
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
    const [driver, suite] = files(about({ trace: trace([int(0), keyed]) }));
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
    const [, suite] = files(about({ trace: trace([int(0), keyed]) }));
    expect(suite!.text).toContain("['__proto__']: 1");
  });
});

describe('types', () => {
  const typeOf = (...values: TlaValue[]): string => {
    const [driver] = files(about({ trace: trace([values[0]!, ...values]) }));
    return /readonly x: (.*);/.exec(driver!.text)?.[1] ?? '';
  };

  test('of an action have a form for each list of its parameters', () => {
    const walked = trace([int(0), int(1)]);
    const actions = [
      { name: 'Put', parameters: [] },
      { name: 'Put', parameters: [{ name: 'v', samples: [] }] },
      { name: 'Put', parameters: [{ name: 'w', samples: [string('a')] }] },
    ];
    const [driver] = files({ ...about({ trace: walked }), actions });
    expect(driver!.text.match(/^ {2}\| .*$/gm)).toEqual([
      "  | { readonly name: 'Put'; readonly parameters: {  } }",
      "  | { readonly name: 'Put'; readonly parameters: { readonly v: number } }",
      "  | { readonly name: 'Put'; readonly parameters: { readonly w: string } };",
    ]);
  });

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
    expect(errorOf(about({ trace: unknown }))).toBe('unknown-arguments');
  });

  test('traces with different variables are an error that names both', () => {
    const [first] = input().traces;
    const other = {
      ...first!,
      id: 'MCOther',
      trace: { ...first!.trace, initial: new Map([['y', int(0)]]), steps: [] },
    };
    const generated = generateSuite(input({ traces: [first!, other] }));
    expect(generated).toEqual({
      ok: false,
      error: {
        code: 'different-variables',
        message:
          'MCCell has the variables x, but MCOther has the variables y (only MCCell has x; only MCOther has y): ' +
          'all models with a "test" or a "walk" in one manifest need the same variables',
      },
    });
  });

  test('an id that could be a shell word of its own is an error', () =>
    expect(errorOf(about({ id: 'a; rm -rf' }))).toBe('bad-id'));
});

describe('the end of a trace', () => {
  const suiteOf = (suite: SuiteInput): string => files(suite)[1]!.text;
  const endOf = (change: Partial<SuiteTraceInput>): string =>
    /\n {4}\/\/ ([^]*?\n {4}end: [^]*?),\n {2}\},\n\];/.exec(suiteOf(about(change)))?.[1] ?? '';
  const ending = (end: Trace['end']): Trace => ({ ...trace([int(0), int(1)]), end });

  test.each<[string, Partial<SuiteTraceInput>]>([
    [`The trace ends here.\n    end: { kind: 'finite' }`, {}],
    [
      `The trace ends in a deadlock: no action is possible here.\n    end: { kind: 'deadlock' }`,
      { isDeadlock: true },
    ],
    [
      `The trace stays in this state for ever.\n    end: { kind: 'stuttering' }`,
      { trace: ending({ kind: 'stuttering' }) },
    ],
    [
      [
        'The trace goes around a loop for ever: this action leads back to the initial state.',
        '    end: {',
        `      kind: 'lasso',`,
        '      backTo: 0,',
        `      action: { name: 'Put', parameters: { v: 0 } },`,
        '    }',
      ].join('\n'),
      {
        trace: ending({
          kind: 'lasso',
          backTo: 0,
          step: { actions: [{ name: 'Put', arguments: [{ name: 'v', value: int(0) }] }] },
        }),
      },
    ],
  ])('is said: %s', (text, change) => expect(endOf(change)).toBe(text));
});

test('where the specification leaves a choice, the other outcomes are listed, and a driver may show them', () => {
  const other = (value: TlaValue): State => new Map([['x', value]]);
  const [driver, suite] = files(
    about({
      choices: {
        initial: { count: 2, others: [other(set([]))] },
        steps: new Map([[0, { count: 30, others: [other(string('a')), other(int(0))] }]]),
      },
    }),
  );
  expect(suite!.text)
    .toContain(`    // The specification allows 2 initial states; the trace takes one of them.
    initialOutcomes: {
      count: 2,
      others: [
        { x: new Set() },
      ],
    },
`);
  expect(suite!.text)
    .toContain(`      // The specification allows 30 outcomes here; the trace takes one of them.
      {
        action: { name: 'Put', parameters: { v: 1 } },
        changes: {
          x: 1,
        },
        outcomes: {
          count: 30,
          others: [
            { x: 'a' },
            {},
          ],
        },
      },
`);
  expect(driver!.text).toContain('readonly x: ReadonlySet<unknown> | number | string;');
});

test('modules are imported as TypeScript takes them without any setting', () => {
  const imported = (driverModule: string): string | undefined =>
    /createDriver as create } from '(.*)'/.exec(files(input({ driverModule }))[1]!.text)?.[1];
  expect(imported('../a.ts')).toBe('../a.js');
  expect(imported('../a.mts')).toBe('../a.mjs');
  expect(imported('../a.tsx')).toBe('../a.js');
  expect(imported('../a.js')).toBe('../a.js');
  expect(imported('../a.d/ts')).toBe('../a.d/ts');
});

describe('the header', () => {
  const sources = [
    { name: 'Cell.tla', hash: '0123456789abcdef' },
    { name: 'a%20b.cfg', hash: 'fedcba9876543210' },
  ];
  const [, suite] = files(input({ sources }));
  const text = suite!.text;

  test('tells what the file was made from, and that nobody changed it', () => {
    expect(readSeal(text)).toEqual({
      isIntact: true,
      generateCommand: 'npx tracewright generate specs/cell',
      sources,
    });
  });

  test('does not mind other line ends', () => {
    expect(readSeal(text.replaceAll('\n', '\r\n'))).toEqual(readSeal(text));
  });

  test('notices any other change', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', 'x', ' ', '\n\n'), (at, put) => {
        const changed = text.slice(0, at) + put + text.slice(at + 1);
        fc.pre(changed !== text);
        expect(readSeal(changed)?.isIntact ?? false).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('a text without one is not ours', () => expect(readSeal('// my file\n')).toBeUndefined());
});
