import { store } from '#atomics';
import {
  FEATURE_CROWDED,
  FEATURE_HOLES,
  FEATURE_PARITY,
  HEADER_BLOCKS,
  HEADER_DOORBELL,
  HEADER_FEATURES,
  HEADER_FREE_BLOCKS,
  HEADER_FSYNC,
  HEADER_FSYNCS,
  HEADER_FSYNCS_STARVED,
  HEADER_MAGIC,
  HEADER_PAGES,
  HEADER_REPEAT,
  HEADER_SPARES,
  HEADER_STOP,
  HEADER_THROTTLED,
  HEADER_THROTTLES,
  HEADER_THROTTLES_STARVED,
  HEADER_TRUNCATES,
  HEADER_TRUNCATES_STARVED,
  HEADER_TRUNCATING,
  HEADER_USERS,
  HEADER_VERSION,
  FSYNC_IDLE,
  LAYOUT_VERSION,
  MAGIC,
  NO_BLOCK,
  NO_PAGE,
  PAGE_BLOCK,
  PAGE_BYTES,
  PAGE_CLONE_BLOCK,
  PAGE_OLD_BLOCK,
  PAGE_RECORD_WORDS,
  PAGE_REFCOUNT,
  PRIVATE_BYTES,
  REF_CROWD,
  REF_PAGE_CACHE,
  STRIPE_BLOCKS,
  STORAGE_BIO_TUPLES,
  STORAGE_COPY,
  STORAGE_FETCH,
  STORAGE_MEMORY,
  TUPLES_BYTES,
  TUPLE_ESCAPE_BYTE,
  USER_KIND,
  USER_LONG_TERM,
  USER_PAGE,
  USER_RECORD_WORDS,
} from './constants.ts';
import { writeVersion } from './contents.ts';
import {
  blockByte,
  hasFeature,
  parityByte,
  stripesOf,
  pageWord,
  privateByte,
  storageByte,
  userWord,
  type PageMemory,
} from './page-memory.ts';

const WORDS = PAGE_BYTES / Int32Array.BYTES_PER_ELEMENT;

/** How a memory is used, beyond its sizes. */
export interface MemoryUse {
  /** Whether users start again after their unpin. */
  readonly repeat: boolean;
  /** The users that pin for ever, by number. */
  readonly longTerm: readonly number[];
  /** Blocks that nobody has at the start, beyond those of the pages. */
  readonly freeBlocks: number;
  /** Blocks that a pin reserves beyond the one of its write fault, in the design that does so. */
  readonly spares: number;
}

/**
 * Puts a memory into its first state: all pages read in, clean and unmapped, version 0 in memory and on disk, users
 * idle, no bio yet, all protection tuples saying "do not check" as on a new medium. No other thread may use the memory
 * meanwhile.
 */
export function formatMemory(memory: PageMemory, use: MemoryUse): void {
  formatHeader(memory, use);
  for (let page = 0; page < memory.pages; page++) formatPage(memory, page);
  for (let block = 0; block < memory.blocks; block++) formatBlock(memory, block);
  if (hasFeature(memory, FEATURE_PARITY)) formatParity(memory);
  for (let user = 0; user < memory.users; user++) {
    const record = userWord(memory, user, 0);
    memory.words.fill(0, record, record + USER_RECORD_WORDS);
    store(memory.words, record + USER_PAGE, NO_PAGE);
    if (use.longTerm.includes(user)) store(memory.words, record + USER_KIND, USER_LONG_TERM);
    const data = privateByte(memory, user);
    memory.bytes.fill(0, data, data + PRIVATE_BYTES);
  }
  // Last, so that a thread that attaches too early is refused.
  store(memory.words, HEADER_MAGIC, MAGIC);
}

const COUNTS = [
  HEADER_FSYNCS,
  HEADER_FSYNCS_STARVED,
  HEADER_TRUNCATES,
  HEADER_TRUNCATES_STARVED,
  HEADER_THROTTLES,
  HEADER_THROTTLES_STARVED,
];

function formatHeader(memory: PageMemory, { repeat, freeBlocks, spares }: MemoryUse): void {
  const { words, pages, users, blocks, features } = memory;
  store(words, HEADER_VERSION, LAYOUT_VERSION);
  store(words, HEADER_PAGES, pages);
  store(words, HEADER_USERS, users);
  store(words, HEADER_BLOCKS, blocks);
  store(words, HEADER_FEATURES, features);
  store(words, HEADER_REPEAT, repeat ? 1 : 0);
  store(words, HEADER_FSYNC, FSYNC_IDLE);
  store(words, HEADER_DOORBELL, 0);
  store(words, HEADER_STOP, 0);
  store(words, HEADER_FREE_BLOCKS, freeBlocks);
  store(words, HEADER_TRUNCATING, 0);
  store(words, HEADER_THROTTLED, 0);
  store(words, HEADER_SPARES, spares);
  for (const count of COUNTS) store(words, count, 0);
}

function formatPage(memory: PageMemory, page: number): void {
  const record = pageWord(page, 0);
  memory.words.fill(0, record, record + PAGE_RECORD_WORDS);
  store(
    memory.words,
    record + PAGE_REFCOUNT,
    REF_PAGE_CACHE + (hasFeature(memory, FEATURE_CROWDED) ? REF_CROWD : 0),
  );
  store(memory.words, record + PAGE_BLOCK, hasFeature(memory, FEATURE_HOLES) ? NO_BLOCK : page);
  store(memory.words, record + PAGE_OLD_BLOCK, NO_BLOCK);
  store(memory.words, record + PAGE_CLONE_BLOCK, NO_BLOCK);
  for (const part of [STORAGE_MEMORY, STORAGE_FETCH, STORAGE_COPY]) {
    writeVersion(memory, storageByte(memory, page, part), page, 0);
  }
  const tuples = storageByte(memory, page, STORAGE_BIO_TUPLES);
  memory.bytes.fill(TUPLE_ESCAPE_BYTE, tuples, tuples + TUPLES_BYTES);
}

function formatBlock(memory: PageMemory, block: number): void {
  const isUsed = block < memory.pages && !hasFeature(memory, FEATURE_HOLES);
  store(memory.words, memory.blockRecords + block, isUsed ? 1 : 0);
  const data = blockByte(memory, block);
  if (isUsed) writeVersion(memory, data, block, 0);
  else memory.bytes.fill(0, data, data + PAGE_BYTES);
  memory.bytes.fill(TUPLE_ESCAPE_BYTE, data + PAGE_BYTES, data + PAGE_BYTES + TUPLES_BYTES);
}

/** All stripes consistent. */
function formatParity(memory: PageMemory): void {
  const { words, pages } = memory;
  for (let stripe = 0; stripe < stripesOf(memory); stripe++) {
    const parity = parityByte(memory, stripe) >> 2;
    words.fill(0, parity, parity + WORDS);
    const end = Math.min(pages, (stripe + 1) * STRIPE_BLOCKS);
    for (let block = stripe * STRIPE_BLOCKS; block < end; block++) {
      const data = blockByte(memory, block) >> 2;
      for (let i = 0; i < WORDS; i++)
        words[parity + i] = (words[parity + i] as number) ^ (words[data + i] as number);
    }
  }
}
