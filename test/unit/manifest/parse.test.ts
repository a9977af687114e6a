import { describe, expect, test } from 'vitest';
import { parseManifest } from '../../../src/manifest/index.ts';
import { nearest } from '../../../src/manifest/nearest.ts';
import { readJson } from '../../../src/manifest/read-json.ts';

const errors = (text: string): string[] => {
  const parsed = parseManifest(text, 'manifest.json');
  return parsed.ok ? [] : parsed.error.map(({ line, message }) => `${line}: ${message}`);
};

const model = (fields: string): string =>
  `{\n  "name": "n",\n  "models": [\n    { "module": "M", "config": "M.cfg", ${fields} }\n  ]\n}`;

describe('parseManifest', () => {
  test('reads a manifest', () => {
    const text = model('"expect": { "result": "violated", "property": "P" }, "why": "w", "test": "t"');
    expect(parseManifest(text, 'manifest.json')).toEqual({
      ok: true,
      value: {
        name: 'n',
        models: [
          {
            module: 'M',
            config: 'M.cfg',
            expect: { result: 'violated', property: 'P' },
            why: 'w',
            test: 't',
            line: 4,
            propertyLine: 4,
          },
        ],
      },
    });
  });

  test('reads which variables a suite ignores, and which have no order, with their lines', () => {
    const suite = (fields: string): string =>
      `{ "name": "n", "models": [],\n"suite": { "driver": "d.ts", "output": "o",\n${fields} } }`;
    const parsed = parseManifest(suite('"ignored": ["a",\n"b"], "unordered": ["c"]'), 'manifest.json');
    expect(parsed.ok && parsed.value.suite).toEqual({
      driver: 'd.ts',
      output: 'o',
      traces: [],
      ignored: [
        { name: 'a', line: 3 },
        { name: 'b', line: 4 },
      ],
      unordered: [{ name: 'c', line: 4 }],
    });
    expect(errors(suite('"ignored": ["a", "b",\n"a"], "unordered": ["b"]'))).toEqual([
      '4: "a" is in "ignored" twice',
      '4: "b" is both in "ignored" and in "unordered"',
    ]);
    expect(errors(suite('"ignored": "a", "unordered": [7], "unorderd": []'))).toEqual([
      '3: "suite" has no field "unorderd"; did you mean "unordered"?',
      '3: "ignored" must be a list',
      '3: "unordered" must be a non-empty string',
    ]);
  });

  test.each([
    ['nothing', '', ['1: the file is empty']],
    ['cut off', '{\n  "name": "n",\n  "models": [\n', ['3: not JSON: a "]" is missing']],
    [
      'a comma too many',
      '{ "name": "n",\n  "models": [],\n}',
      ['2: not JSON: there is a "," too many before the "}"'],
    ],
    ['no object', '[]', ['1: the manifest must be an object']],
    [
      'a model that is no object',
      '{ "name": "n", "models": [1] }',
      ['1: a model must be an object (entry 1 of "models")'],
    ],
    [
      'a misspelt field',
      model('"expct": { "result": "holds" }'),
      [
        '4: a model has no field "expct"; did you mean "expect"? (M.cfg)',
        '4: a model needs "expect": what TLC has to say of it (M.cfg)',
      ],
    ],
    [
      'a misspelt result',
      model('"expect": { "result": "hold" }'),
      ['4: unknown result "hold"; did you mean "holds"? (M.cfg)'],
    ],
    [
      'a violation without its property',
      model('"expect": { "result": "violated" }, "why": "w"'),
      ['4: "property" must be a non-empty string (M.cfg)'],
    ],
    [
      'a deadlock as a result',
      model('"expect": { "result": "deadlock" }'),
      [
        '4: unknown result "deadlock"; it is written { "result": "violated", "property": "deadlock" } (M.cfg)',
      ],
    ],
    [
      'an empty reason',
      model('"expect": { "result": "violated", "property": "P" }, "why": ""'),
      ['4: "why" must be a non-empty string (M.cfg)'],
    ],
    [
      'a field twice',
      model('"expect": { "result": "holds", "result": "holds-within" }'),
      ['4: "expect" has "result" twice (M.cfg)'],
    ],
    [
      'a test of an assumption',
      model('"expect": { "result": "violated", "property": "assumption" }, "why": "w", "test": "t"'),
      ['4: "test" needs a counterexample, which a false assumption does not have (M.cfg)'],
    ],
    [
      'a violation without a reason',
      model('"expect": { "result": "violated", "property": "P" }'),
      ['4: an expected violation needs "why": the reason that a reader can check (M.cfg)'],
    ],
    [
      'a test without a counterexample',
      model('"expect": { "result": "holds" }, "test": "t"'),
      ['4: "test" needs a counterexample, so "expect" must be a violation (M.cfg)'],
    ],
    [
      'counts that are no numbers',
      model('"expect": { "result": "holds", "states": { "distinct": "3" } }'),
      ['4: "distinct" must be a whole number (M.cfg)'],
    ],
    [
      'a goal of walks that nobody knows',
      model('"expect": { "result": "holds" }, "walk": { "goal": "every edge" }'),
      [
        '4: unknown goal of "walk" "every edge"; known are every transition, every state, every action, simulation (M.cfg)',
      ],
    ],
    [
      'walks without a goal',
      model('"expect": { "result": "holds" }, "walk": { "maxLength": 5 }'),
      ['4: "walk" needs a "goal": every transition, every state, every action, simulation (M.cfg)'],
    ],
    [
      'walks of no length, for no price',
      model(
        '"expect": { "result": "holds" }, "walk": { "goal": "every state", "maxLength": 0, "resetPrice": -1 }',
      ),
      [
        '4: "maxLength" must be a whole number from 1 to 1000000 (M.cfg)',
        '4: "resetPrice" must be a whole number from 0 to 1000000 (M.cfg)',
      ],
    ],
    [
      'a share of walks whose choices are the implementation’s',
      model(
        '"expect": { "result": "holds" }, "walk": { "goal": "every transition", "choices": "implementation", "percent": 50 }',
      ),
      [
        '4: "choices" belongs to the goals "every transition" and "simulation" without "percent" and "maxSteps" (M.cfg)',
      ],
    ],
    [
      'a percentage of all and more, and refusals that are wanted',
      model(
        '"expect": { "result": "holds" }, "walk": { "goal": "every state", "percent": 100, "refusals": true }',
      ),
      [
        '4: "percent" must be a whole number from 1 to 99 (M.cfg)',
        '4: "refusals" is false, or it is not there (M.cfg)',
      ],
    ],
    [
      'a simulation of a cover, and a cover of a simulation',
      model(
        '"expect": { "result": "holds" }, "walk": { "goal": "every state", "seed": 2 } }, { "module": "M", "config": "N.cfg", "expect": { "result": "holds" }, "walk": { "goal": "simulation", "maxLength": 9 }',
      ),
      [
        '4: "seed" belongs to the goal "simulation" (M.cfg)',
        '4: "maxLength" does not belong to the goal "simulation" (N.cfg)',
      ],
    ],
    [
      'exact walks to every state',
      model('"expect": { "result": "holds" }, "walk": { "goal": "every state", "exact": true }'),
      ['4: "exact" belongs to the goal "every transition" (M.cfg)'],
    ],
    [
      'walks that are not exact in words',
      model('"expect": { "result": "holds" }, "walk": { "goal": "every transition", "exact": false }'),
      ['4: "exact" is true, or it is not there (M.cfg)'],
    ],
    [
      'a model that is listed twice',
      '{ "name": "n", "models": [\n{ "module": "M", "config": "M.cfg", "expect": { "result": "holds" } },\n{ "module": "M", "config": "M.cfg", "expect": { "result": "holds-within" } }] }',
      ['3: M.cfg is listed twice, in line 2 and in line 3'],
    ],
  ])('%s is reported with its line', (_, text, expected) => expect(errors(text)).toEqual(expected));
});

test.each([
  ['"every state"', { walk: 'every state' }],
  ['{ "goal": "every state" }', { walk: 'every state' }],
  [
    '{ "goal": "simulation", "behaviors": 5, "depth": 6, "seed": 0 }',
    { walk: 'simulation', walkOptions: { behaviors: 5, depth: 6, seed: 0 } },
  ],
  [
    '{ "goal": "every transition", "choices": "implementation", "refusals": false }',
    { walk: 'every transition', walkOptions: { choices: 'implementation', refusals: false } },
  ],
  [
    '{ "goal": "every transition", "maxLength": 50, "resetPrice": 0, "exact": true }',
    { walk: 'every transition', walkOptions: { maxLength: 50, resetPrice: 0, exact: true } },
  ],
])('"walk": %s says how to walk', (walk, expected) => {
  const parsed = parseManifest(model(`"expect": { "result": "holds" }, "walk": ${walk}`), 'manifest.json');
  expect(parsed.ok && parsed.value.models).toEqual([
    { module: 'M', config: 'M.cfg', expect: { result: 'holds' }, line: 4, ...expected },
  ]);
});

test('one configuration may serve two modules', () => {
  const entry = (module: string): string =>
    `{ "module": "${module}", "config": "small.cfg", "expect": { "result": "holds" } }`;
  expect(errors(`{ "name": "n", "models": [${entry('A')}, ${entry('B')}] }`)).toEqual([]);
});

test('a byte order mark is no mistake', () => {
  expect(errors('\uFEFF{ "name": "n", "models": [] }')).toEqual([]);
});

test.each([
  ['stablepages', ['StablePages', 'NoLostWrite'], 'StablePages'],
  ['wokrers', ['workers', 'memory'], 'workers'],
  ['hold', ['holds', 'violated'], 'holds'],
  ['bogus', ['logs', 'lib'], undefined],
  ['xyz', ['StablePages'], undefined],
  ['MCBaseline_holds.cfg', ['MCBaseline_rejects.cfg'], undefined],
])('the word nearest to %s in %j is %s', (word, candidates, expected) =>
  expect(nearest(word, candidates)).toBe(expected),
);

describe('readJson says in a sentence what is wrong, and where', () => {
  test.each([
    ['{"a": 1', '1: not JSON: a "}" is missing'],
    ['{"a": [1, 2,\n]}', '1: not JSON: there is a "," too many before the "]"'],
    ['{"a": 1\n"b": 2}', '2: not JSON: there is no "," before this'],
    ['{"a" 1}', '1: not JSON: there is no ":" after the field name'],
    ["{'a': 1}", '1: not JSON: this is no value; a string needs double quotes'],
    ['{"a": "x\ny"}', '1: not JSON: a string does not end: its second double quote is missing'],
    ['{"a": "\\q"}', '1: not JSON: there is no such escape in a string; a backslash is written \\\\'],
    ['{\n"a":\n}', '3: not JSON: a value is missing here'],
    ['{"a": 1}\n}', '2: not JSON: there is something after the end'],
    ['{} // x', '1: not JSON: JSON has no comments'],
  ])('%j', (text, expected) => {
    const read = readJson(text);
    expect(read.ok ? '' : `${read.error.line}: ${read.error.message}`).toBe(expected);
  });
});
