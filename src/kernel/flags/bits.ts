import { and, load, or } from '#atomics';
import { PAGECACHE_TAGS, PAGE_FLAGS } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';

/** The flags of a page, without the tags that share the word. */
export function readFlags(memory: PageMemory, page: number): number {
  return load(memory.words, pageWord(page, PAGE_FLAGS)) & ~PAGECACHE_TAGS;
}

/** Whether any of `bits` is set: test_bit(). */
export function testBit(memory: PageMemory, page: number, bits: number): boolean {
  return (load(memory.words, pageWord(page, PAGE_FLAGS)) & bits) !== 0;
}

/** Sets `bits`: set_bit(). */
export function setBit(memory: PageMemory, page: number, bits: number): void {
  or(memory.words, pageWord(page, PAGE_FLAGS), bits);
}

/** Clears `bits`: clear_bit(). */
export function clearBit(memory: PageMemory, page: number, bits: number): void {
  and(memory.words, pageWord(page, PAGE_FLAGS), ~bits);
}

/** Sets `bits` and answers whether any was set before: test_and_set_bit(). */
export function testAndSetBit(memory: PageMemory, page: number, bits: number): boolean {
  return (or(memory.words, pageWord(page, PAGE_FLAGS), bits) & bits) !== 0;
}

/** Clears `bits` and answers whether any was set before: test_and_clear_bit(). */
export function testAndClearBit(memory: PageMemory, page: number, bits: number): boolean {
  return (and(memory.words, pageWord(page, PAGE_FLAGS), ~bits) & bits) !== 0;
}
