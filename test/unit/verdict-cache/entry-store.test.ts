import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EntryStore } from '../../../src/verdict-cache/entry-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const storeIn = (folder: string, limits: { files: number; bytes: number }) =>
  // A new store cleans at its first write.
  new EntryStore({ TRACEWRIGHT_CACHE: folder }, 'verdicts', limits);

const ageFile = (folder: string, key: string, seconds: number): void =>
  utimesSync(join(folder, 'verdicts', `${key}.json`), seconds, seconds);

const keysIn = (folder: string): string[] =>
  readdirSync(join(folder, 'verdicts'))
    .map((name) => name.replace('.json', ''))
    .sort();

test('an entry is read as it was written, and nothing else is', () => {
  const store = storeIn(tempFolder(), { files: 9, bytes: 9999 });
  const json = { text: 'a\n"b"\u2028', list: [1, null, { deep: true }] };
  store.write('a', json);
  expect(store.read('a')).toEqual({ json });
  expect(store.read('b')).toBeUndefined();
});

test('what was not used for the longest time goes when there are too many', () => {
  const folder = tempFolder();
  ['a', 'b', 'c'].forEach((key, i) => {
    storeIn(folder, { files: 9, bytes: 9999 }).write(key, key);
    ageFile(folder, key, 1000 + i);
  });
  // A read is a use.
  expect(storeIn(folder, { files: 9, bytes: 9999 }).read('a')).toEqual({ json: 'a' });
  storeIn(folder, { files: 3, bytes: 9999 }).write('d', 'd');
  expect(keysIn(folder)).toEqual(['a', 'c', 'd']);
});

test('and when they are too big', () => {
  const folder = tempFolder();
  ['a', 'b', 'c'].forEach((key, i) => {
    storeIn(folder, { files: 9, bytes: 99_999 }).write(key, key.repeat(1000));
    ageFile(folder, key, 1000 + i);
  });
  storeIn(folder, { files: 9, bytes: 2500 }).write('d', 'd'.repeat(1000));
  expect(keysIn(folder)).toEqual(['c', 'd']);
});
