import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXPORT_FORMATS } from '../../../src/export/index.ts';
import { CASES, caseNames, caseTrace } from './cases.ts';

/** Beside each `<case>.trace.json` the expected text in every format; `npm run update-golden` writes them again. */
describe('each trace in each format', () => {
  test('there are cases of every kind', () => {
    const kinds = new Set(caseNames.map((name) => caseTrace(name).end.kind));
    expect([...kinds].sort()).toEqual(['finite', 'lasso', 'stuttering']);
  });

  for (const name of caseNames) {
    for (const format of EXPORT_FORMATS.values()) {
      test(`${name} as ${format.name}`, async () => {
        const text = [...format.write(caseTrace(name), {})].join('');
        await expect(text).toMatchFileSnapshot(join(CASES, name, `${format.name}.${format.extension}`));
      });
    }
  }

  test('no expected file is left over', () => {
    const expected = [...EXPORT_FORMATS.values()].map(({ name, extension }) => `${name}.${extension}`);
    for (const name of caseNames) expect(readdirSync(join(CASES, name)).sort()).toEqual(expected.sort());
  });
});

test('what we write as JSON is the file that we read', () => {
  for (const name of caseNames) {
    const again = readFileSync(join(CASES, name, 'json.trace.json'), 'utf8');
    const first = readFileSync(join(CASES, `${name}.trace.json`), 'utf8');
    expect(JSON.parse(again)).toEqual(JSON.parse(first));
  }
});
