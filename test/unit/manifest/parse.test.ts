import { describe, expect, test } from 'vitest';
import { parseManifest } from '../../../src/manifest/index.ts';
import { nearest } from '../../../src/manifest/nearest.ts';

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
          },
        ],
      },
    });
  });

  test.each([
    ['nothing', '', ['1: not JSON: ValueExpected']],
    ['cut off', '{\n  "name": "n",\n  "models": [', ['3: not JSON: CloseBracketExpected']],
    [
      'a misspelt field',
      model('"expct": { "result": "holds" }'),
      [
        '4: a model has no field "expct"; did you mean "expect"?',
        '4: a model needs "expect": what TLC has to say of it',
      ],
    ],
    [
      'a misspelt result',
      model('"expect": { "result": "hold" }'),
      ['4: unknown result "hold"; did you mean "holds"?'],
    ],
    [
      'a violation without its property',
      model('"expect": { "result": "violated" }, "why": "w"'),
      ['4: "property" must be a non-empty string'],
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
      ['4: "distinct" must be a whole number'],
    ],
  ])('%s is reported with its line', (_, text, expected) => expect(errors(text)).toEqual(expected));
});

test('nearest finds what was meant, or nothing', () => {
  expect(nearest('stablepages', ['StablePages', 'NoLostWrite'])).toBe('StablePages');
  expect(nearest('xyz', ['StablePages'])).toBeUndefined();
});
