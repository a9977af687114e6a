import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../src/tlc/index.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('makes the folders that are missing, and leaves those that are there', () => {
  const folder = join(tempFolder(), 'a/b/c');
  makeFolder(folder);
  makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test.each([
  ['a file on the way', 'file/a', 'ENOTDIR'],
  ['a file in its place', 'file', 'EEXIST'],
  ['a name that is too long', 'n'.repeat(300), 'ENAMETOOLONG'],
])('%s is an error with its errno', (_, path, code) => {
  const folder = tempFolder({ file: '' });
  expect(() => makeFolder(join(folder, path))).toThrow(expect.objectContaining({ code }) as Error);
});

test.runIf(existsSync('/proc/self'))(
  'a folder in which nothing can be made is an error, and not for ever',
  () => {
    expect(() => makeFolder('/proc/tracewright/a/b')).toThrow(
      expect.objectContaining({ code: 'ENOENT' }) as Error,
    );
  },
);
