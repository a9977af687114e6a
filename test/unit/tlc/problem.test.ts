import { expect, test } from 'vitest';
import { cannotWrite, explainErrno } from '../../../src/tlc/index.ts';

test.each([
  ['ENOSPC', 'no space is left (ENOSPC). Free some space, or set TMPDIR.'],
  ['EDQUOT', 'your disk quota is used up (EDQUOT). Free some space, or set TMPDIR.'],
  ['EACCES', 'permission denied (EACCES). Set TMPDIR.'],
  ['EPERM', 'the system does not allow it (EPERM). Set TMPDIR.'],
  ['EROFS', 'the file system is read-only (EROFS). Set TMPDIR.'],
  ['ENOTDIR', 'a part of the path is no folder (ENOTDIR). Set TMPDIR.'],
  ['EEXIST', 'something that is no folder has that name (EEXIST). Set TMPDIR.'],
  ['ENAMETOOLONG', 'the name is too long (ENAMETOOLONG). Set TMPDIR.'],
  ['ENOENT', 'nothing can be made there (ENOENT). Set TMPDIR.'],
  ['EWHATEVER', 'EWHATEVER. Set TMPDIR.'],
])('%s is explained, and the advice fits it', (errno, expected) => {
  expect(cannotWrite('the log', errno, 'set TMPDIR')).toBe(`Cannot write the log: ${expected}`);
});

test('what cannot be read has its reason too', () => {
  expect(explainErrno('ENOENT')).toBe('there is no such file or folder (ENOENT)');
});
