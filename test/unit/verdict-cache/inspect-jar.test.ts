import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectJar } from '../../../src/verdict-cache/inspect-jar.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zip } from '../../support/zip.ts';

function jarWith(files: Readonly<Record<string, string>>): { readonly folder: string; readonly jar: string } {
  const folder = tempFolder();
  const jar = join(folder, 'a b.jar');
  writeFileSync(jar, zip(files));
  return { folder, jar };
}

test('a jar of modules', () => {
  const { jar } = jarWith({ 'Helper.tla': '----', 'docs/Old.tla': '----', 'README.md': '' });
  expect(inspectJar(jar)).toMatchObject({ modules: ['Helper'], hasClasses: false, classPath: [] });
});

test('a jar with classes', () => {
  expect(inspectJar(jarWith({ 'tlc2/overrides/X.class': '' }).jar)?.hasClasses).toBe(true);
});

test('the class path of the manifest, with its broken line', () => {
  const manifest =
    'Manifest-Version: 1.0\r\nClass-Path: CommunityModules-deps.jar lib/a%20b.jar c\r\n lasses/\r\nMain-Class: x\r\n';
  const { jar, folder } = jarWith({ 'META-INF/MANIFEST.MF': manifest });
  expect(inspectJar(jar)?.classPath).toEqual([
    join(folder, 'CommunityModules-deps.jar'),
    join(folder, 'lib/a b.jar'),
    `${join(folder, 'classes')}/`,
  ]);
});

test.each([
  ['no file', undefined],
  ['an empty file', ''],
  ['no archive', 'PK but nothing more of an archive, and so on, to have some length'],
])('%s cannot be looked into', (_, text) => {
  const folder = tempFolder(text === undefined ? {} : { 'x.jar': text });
  expect(inspectJar(join(folder, 'x.jar'))).toBeUndefined();
});

test('an archive that is cut off anywhere is never half read', () => {
  const { jar, folder } = jarWith({ 'Helper.tla': 'x'.repeat(300), 'B.class': 'y' });
  const whole = zip({ 'Helper.tla': 'x'.repeat(300), 'B.class': 'y' });
  expect(inspectJar(jar)).toBeDefined();
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(join(folder, 'cut.jar'), whole.subarray(0, length));
    expect(inspectJar(join(folder, 'cut.jar'))).toBeUndefined();
  }
});
