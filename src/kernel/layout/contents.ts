import { PAGE_BYTES, STORAGE_MEMORY } from './constants.ts';
import { privateByte, storageByte, type PageMemory } from './page-memory.ts';

/**
 * What `readVersion` answers for contents that are no version of the page: words of two versions, or of another page.
 * No version is negative.
 */
export const TORN = -1;

const WORDS = PAGE_BYTES / Int32Array.BYTES_PER_ELEMENT;
const SIGNATURE = 0x50670000;

/**
 * Writes version `version` of page `page` at byte `at`: each 8-byte word holds the version and, in the other half, the
 * number of the page. Plain stores, lowest address first, as a CPU or a device would make them.
 */
export function writeVersion(memory: PageMemory, at: number, page: number, version: number): void {
  const words = memory.words;
  const start = at >> 2;
  const signature = SIGNATURE | page;
  for (let i = start; i < start + WORDS; i += 2) {
    words[i] = version;
    words[i + 1] = signature;
  }
}

/** The version of page `page` that stands at byte `at`, or `TORN`. */
export function readVersion(memory: PageMemory, at: number, page: number): number {
  const words = memory.words;
  const start = at >> 2;
  const signature = SIGNATURE | page;
  const version = words[start] as number;
  for (let i = start; i < start + WORDS; i += 2) {
    if (words[i] !== version || words[i + 1] !== signature) return TORN;
  }
  return version < 0 ? TORN : version;
}

/** The version of the page that memory holds, or `TORN`. */
export function memoryVersion(memory: PageMemory, page: number): number {
  return readVersion(memory, storageByte(memory, page, STORAGE_MEMORY), page);
}

/** The version that a user's private page holds, of whichever page it is; 0 while it holds nothing. `TORN` as above. */
export function privateVersion(memory: PageMemory, user: number): number {
  const at = privateByte(memory, user);
  if (memory.words[at >> 2] === 0) return 0;
  return readVersion(memory, at, (memory.words[(at >> 2) + 1] as number) & 0xffff);
}

/** The version in the first word of byte `at`, without a look at the rest. */
export function firstVersion(memory: PageMemory, at: number): number {
  return memory.words[at >> 2] as number;
}

/**
 * Overwrites the page in memory with the version after the one in its first word. Two writers at once may write the
 * same version, or leave the page torn; so do real ones.
 */
export function writeNextVersion(memory: PageMemory, page: number): void {
  const at = storageByte(memory, page, STORAGE_MEMORY);
  writeVersion(memory, at, page, (memory.words[at >> 2] as number) + 1);
}
