import { describe, expect, it } from 'vitest';
import { attachMemory } from '../../../src/kernel/layout/attach-memory.ts';
import { HEADER_PAGES, HEADER_USERS, HEADER_VERSION } from '../../../src/kernel/layout/constants.ts';
import { createMemory } from '../../../src/kernel/layout/create-memory.ts';
import { memoryVersion, writeNextVersion } from '../../../src/kernel/layout/contents.ts';

const create = () => createMemory({ pages: 2, users: 3, repeat: true });

const at = (offset: number, slack = 0): SharedArrayBuffer => {
  const { bytes } = create();
  const buffer = new SharedArrayBuffer(offset + bytes.length + slack);
  new Uint8Array(buffer).set(bytes, offset);
  return buffer;
};

const withWord = (word: number, value: number): SharedArrayBuffer => {
  const { buffer, words } = create();
  words[word] = value;
  return buffer;
};

describe('attachMemory', () => {
  it('sees what the creator of the memory writes', () => {
    const memory = create();
    const result = attachMemory(memory.buffer);
    if (!result.ok) throw new Error(result.error.message);
    writeNextVersion(memory, 1);
    expect(result.memory).toMatchObject({ pages: 2, users: 3 });
    expect(memoryVersion(result.memory, 1)).toBe(1);
  });

  it('finds a memory inside a larger buffer', () => {
    expect(attachMemory(at(128, 100), 128)).toMatchObject({ ok: true });
  });

  it.each([
    ['not-shared', new ArrayBuffer(100_000), 0, 'SharedArrayBuffer'],
    ['not-shared', undefined, 0, 'SharedArrayBuffer'],
    ['misaligned', at(4), 4, 'byte 4'],
    ['misaligned', at(8), -8, 'byte -8'],
    ['misaligned', at(8), 0.5, 'byte 0.5'],
    ['too-small', new SharedArrayBuffer(60), 0, '60 bytes'],
    ['too-small', at(0), 100_000, 'bytes are left'],
    ['too-small', withWord(HEADER_USERS, 9), 0, '2 pages and 9 users take'],
    ['not-a-page-memory', new SharedArrayBuffer(100_000), 0, '0x00000000, not 0x54577063'],
    ['other-version', withWord(HEADER_VERSION, 99), 0, 'version 99'],
    ['bad-counts', withWord(HEADER_PAGES, 0), 0, '0 pages'],
    ['bad-counts', withWord(HEADER_USERS, -1), 0, '-1 users'],
    ['bad-counts', withWord(HEADER_PAGES, 3), 0, '3 pages, 3 users and 2 blocks'],
  ])('refuses as %s', (code, buffer, offset, message) => {
    expect(attachMemory(buffer, offset)).toEqual({
      ok: false,
      error: { code, message: expect.stringContaining(message) as string },
    });
  });

  it.each([
    { pages: 0, users: 1 },
    { pages: 1.5, users: 1 },
    { pages: 1, users: -1 },
    { pages: 70_000, users: 1 },
  ])('has no memory to attach to of $pages pages and $users users', (counts) => {
    expect(() => createMemory({ ...counts, repeat: false })).toThrow(RangeError);
  });
});
