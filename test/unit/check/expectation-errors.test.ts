import { expect, test } from 'vitest';
import { expectationErrors } from '../../../src/check/index.ts';
import type { Expectation, FoundManifest } from '../../../src/manifest/index.ts';

const CONFIG = `INIT Init
INVARIANTS Small Positive
PROPERTY Settles \\* and not Reaches
CONSTANT Reaches = 3
CHECK_DEADLOCK FALSE
`;

const found = (expect: Expectation, configText = CONFIG): FoundManifest => {
  const expected = { module: 'M', config: 'M.cfg', expect, line: 3, propertyLine: 5 };
  const task = { folder: '/specs', module: 'M', config: '/specs/M.cfg', configText, expected };
  return { file: '/specs/manifest.json', manifest: { name: 'm', models: [expected] }, tasks: [task] };
};

const errors = async (expect: Expectation, configText?: string): Promise<string[]> =>
  (await expectationErrors(found(expect, configText))).map(
    ({ error }) => `${error.file}:${error.line}: ${error.message}`,
  );

const violated = (property: string): Expectation => ({ result: 'violated', property });

test.each([
  ['Smal', '"Smal" is no invariant or property that M.cfg names; did you mean "Small"?'],
  ['Other', '"Other" is no invariant or property that M.cfg names; it names Small, Positive, Settles'],
  // In a comment, and as a constant: neither is checked.
  ['Reaches', '"Reaches" is no invariant or property that M.cfg names; it names Small, Positive, Settles'],
  ['Deadlok', '"Deadlok" is no invariant or property that M.cfg names; did you mean "deadlock"?'],
  ['deadlock', 'a deadlock is expected, but line 5 of M.cfg says CHECK_DEADLOCK FALSE'],
])('a violation of %s cannot be found', async (property, message) => {
  expect(await errors(violated(property))).toEqual([`/specs/manifest.json:5: ${message}`]);
});

test('a configuration without properties says so', async () => {
  expect(await errors(violated('Small'), 'INIT Init\nNEXT Next\n')).toEqual([
    '/specs/manifest.json:5: "Small" is no invariant or property that M.cfg names; it names none',
  ]);
});

test.each([
  ['an invariant', violated('Positive'), CONFIG],
  ['a property', violated('Settles'), CONFIG],
  ['an assertion', violated('assertion'), CONFIG],
  ['an assumption', violated('assumption'), CONFIG],
  ['a deadlock', violated('deadlock'), 'INIT Init\n'],
  ['a postcondition', violated('Done'), 'POSTCONDITION Done\n'],
  ['no violation', { result: 'holds' } as const, CONFIG],
  ['a configuration with a mistake, which its own check reports', violated('Small'), 'INVARIENT Small\n'],
])('%s can be expected', async (_, expectation, config) =>
  expect(await errors(expectation, config)).toEqual([]),
);
