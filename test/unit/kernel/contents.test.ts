import { describe, expect, it } from 'vitest';
import { memoryVersion, TORN, writeNextVersion, writeVersion } from '../../../src/kernel/layout/contents.ts';
import { STORAGE_MEMORY, PAGE_BYTES } from '../../../src/kernel/layout/constants.ts';
import { createMemory } from '../../../src/kernel/layout/create-memory.ts';
import { storageByte } from '../../../src/kernel/layout/page-memory.ts';

describe('page contents', () => {
  const memory = createMemory({ pages: 2, users: 0, repeat: false });
  const start = storageByte(memory, 1, STORAGE_MEMORY);

  it('start as version 0; each write makes the next', () => {
    expect(memoryVersion(memory, 1)).toBe(0);
    writeNextVersion(memory, 1);
    writeNextVersion(memory, 1);
    expect(memoryVersion(memory, 1)).toBe(2);
    expect(memoryVersion(memory, 0)).toBe(0);
  });

  it.each([0, 8, 2048, PAGE_BYTES - 8])('are torn if the 8 bytes at %i are of another version', (at) => {
    writeVersion(memory, start, 1, 7);
    memory.words[(start + at) >> 2]!++;
    expect(memoryVersion(memory, 1)).toBe(TORN);
  });

  it('are torn if they are those of another page', () => {
    writeVersion(memory, start, 0, 7);
    expect(memoryVersion(memory, 1)).toBe(TORN);
  });
});
