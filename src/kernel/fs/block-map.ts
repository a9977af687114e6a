import { add, compareExchange, load, store, sub } from '#atomics';
import {
  FEATURE_BLOCK_MAP,
  FEATURE_COW,
  FEATURE_DAX,
  HEADER_FREE_BLOCKS,
  NO_BLOCK,
  PAGE_BLOCK,
  PAGE_BYTES,
  PAGE_KEEPS_OLD,
  PAGE_OLD_BLOCK,
  PAGE_RESERVED,
  TUPLES_BYTES,
  TUPLE_ESCAPE_BYTE,
} from '../layout/constants.ts';
import { writeVersion } from '../layout/contents.ts';
import { blockByte, hasFeature, pageWord, type PageMemory } from '../layout/page-memory.ts';

/** The block under the page, or `NO_BLOCK`. */
export function blockOf(memory: PageMemory, page: number): number {
  if (!hasFeature(memory, FEATURE_BLOCK_MAP)) return page;
  return load(memory.words, pageWord(page, PAGE_BLOCK));
}

/** Whether a clone of the file has that block too. */
export function isShared(memory: PageMemory, block: number): boolean {
  return load(memory.words, memory.blockRecords + block) > 1;
}

/** Whether the page's next write must go to a new block: copy on write, a hole, or a block that a clone shares. */
export function needsBlock(memory: PageMemory, page: number): boolean {
  if (!hasFeature(memory, FEATURE_BLOCK_MAP)) return false;
  if (hasFeature(memory, FEATURE_COW)) return true;
  const block = blockOf(memory, page);
  return block === NO_BLOCK || isShared(memory, block);
}

/** How many blocks are reserved for the page's next writes. */
export function reservedBlocks(memory: PageMemory, page: number): number {
  if (!hasFeature(memory, FEATURE_BLOCK_MAP)) return 0;
  return load(memory.words, pageWord(page, PAGE_RESERVED));
}

/** Reserves a block for the page's next write if it needs one and has none. Answers false if there is no space: ENOSPC. */
export function reserveForFault(memory: PageMemory, page: number): boolean {
  if (!hasFeature(memory, FEATURE_BLOCK_MAP) || hasFeature(memory, FEATURE_DAX)) return true;
  if (!needsBlock(memory, page) || reservedBlocks(memory, page) > 0) return true;
  return reserveBlocks(memory, page, 1);
}

/** Reserves so many blocks for the page's next writes, all or none. Answers false if there is no space: ENOSPC. */
export function reserveBlocks(memory: PageMemory, page: number, count: number): boolean {
  if (!takeFreeBlocks(memory, count)) return false;
  if (count > 0) add(memory.words, pageWord(page, PAGE_RESERVED), count);
  return true;
}

/** Takes so many blocks of those that nobody has or has reserved, all or none. */
export function takeFreeBlocks(memory: PageMemory, count: number): boolean {
  for (let seen = load(memory.words, HEADER_FREE_BLOCKS); seen >= count;) {
    const found = compareExchange(memory.words, HEADER_FREE_BLOCKS, seen, seen - count);
    if (found === seen) return true;
    seen = found;
  }
  return false;
}

/** Gives up all reservations of the page but `kept`. */
export function releaseReservations(memory: PageMemory, page: number, kept: number): void {
  if (!hasFeature(memory, FEATURE_BLOCK_MAP)) return;
  const excess = reservedBlocks(memory, page) - kept;
  if (excess <= 0) return;
  sub(memory.words, pageWord(page, PAGE_RESERVED), excess);
  add(memory.words, HEADER_FREE_BLOCKS, excess);
}

/**
 * Moves the page to a new block, which a reservation has paid for; the new block begins as what the page has on disk. The
 * old one stays until the write is done, unless a clone has it. The caller holds the page lock.
 *
 * @param keepsOld whether the old block is then reserved for the page's next write.
 */
export function takeBlock(memory: PageMemory, page: number, keepsOld: boolean): void {
  const old = blockOf(memory, page);
  const block = allocate(memory);
  copyBlock(memory, page, old, block);
  if (old !== NO_BLOCK) {
    if (isShared(memory, old)) sub(memory.words, memory.blockRecords + old, 1);
    else {
      store(memory.words, pageWord(page, PAGE_KEEPS_OLD), keepsOld ? 1 : 0);
      store(memory.words, pageWord(page, PAGE_OLD_BLOCK), old);
    }
  }
  store(memory.words, pageWord(page, PAGE_BLOCK), block);
}

/** At the end of a write: what was the page's block before it is free, or reserved for the page. */
export function leaveOldBlock(memory: PageMemory, page: number): void {
  if (!hasFeature(memory, FEATURE_BLOCK_MAP)) return;
  const old = load(memory.words, pageWord(page, PAGE_OLD_BLOCK));
  if (old === NO_BLOCK) return;
  store(memory.words, pageWord(page, PAGE_OLD_BLOCK), NO_BLOCK);
  store(memory.words, memory.blockRecords + old, 0);
  const isKept = load(memory.words, pageWord(page, PAGE_KEEPS_OLD)) !== 0;
  add(memory.words, isKept ? pageWord(page, PAGE_RESERVED) : HEADER_FREE_BLOCKS, 1);
}

/** Truncation: the page has no block any more, and no reservation. */
export function freeBlock(memory: PageMemory, page: number): void {
  if (!hasFeature(memory, FEATURE_BLOCK_MAP)) return;
  const block = blockOf(memory, page);
  store(memory.words, pageWord(page, PAGE_BLOCK), NO_BLOCK);
  if (hasFeature(memory, FEATURE_DAX)) return;
  releaseReservations(memory, page, 0);
  if (block === NO_BLOCK) return;
  if (sub(memory.words, memory.blockRecords + block, 1) === 1) add(memory.words, HEADER_FREE_BLOCKS, 1);
}

/** A block that nobody has. Who has a reservation finds one. */
function allocate(memory: PageMemory): number {
  for (let block = 0; block < memory.blocks; block++) {
    if (compareExchange(memory.words, memory.blockRecords + block, 0, 1) === 0) return block;
  }
  throw new Error('takeBlock: a block was reserved, and there is none');
}

function copyBlock(memory: PageMemory, page: number, from: number, to: number): void {
  const target = blockByte(memory, to);
  if (from === NO_BLOCK) {
    writeVersion(memory, target, page, 0);
    memory.bytes.fill(TUPLE_ESCAPE_BYTE, target + PAGE_BYTES, target + PAGE_BYTES + TUPLES_BYTES);
    return;
  }
  const source = blockByte(memory, from);
  memory.bytes.copyWithin(target, source, source + PAGE_BYTES + TUPLES_BYTES);
}
