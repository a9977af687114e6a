import {
  BLOCK_BYTES,
  FEATURE_PARITY,
  HEADER_WORDS,
  PAGE_BYTES,
  PAGE_RECORD_WORDS,
  PRIVATE_BYTES,
  STORAGE_BLOCK,
  STORAGE_BYTES,
  STRIPE_BLOCKS,
  USER_RECORD_WORDS,
} from './constants.ts';

/** What is fixed when a memory is created. */
export interface MemorySizes {
  /** How many pages the file has. */
  readonly pages: number;
  /** How many users of get_user_pages() there are. */
  readonly users: number;
  /** How many blocks the device has, at least one a page. */
  readonly blocks: number;
  /** The `FEATURE_...` bits. */
  readonly features: number;
}

/**
 * A view of the shared memory that holds all state of the kernel core. The object itself holds none: only typed
 * arrays and what is fixed, so that any number of threads can each have their own view of one buffer.
 */
export interface PageMemory extends MemorySizes {
  readonly buffer: SharedArrayBuffer;
  /** Bytes from the start of the buffer to the header. */
  readonly byteOffset: number;
  /** Header and records as words; word 0 is the first of the header. */
  readonly words: Int32Array;
  /** The same memory as bytes; byte 0 is the first of the header. */
  readonly bytes: Uint8Array;
  /** Word number of the first user record. */
  readonly userRecords: number;
  /** Word number of the reference count of block 0; the other blocks follow. */
  readonly blockRecords: number;
  /** Byte number of the storage of page 0. */
  readonly storage: number;
}

const CACHE_LINE = 64;

const blockRecords = ({ pages, users }: MemorySizes): number =>
  HEADER_WORDS + pages * PAGE_RECORD_WORDS + users * USER_RECORD_WORDS;

const storageStart = (sizes: MemorySizes): number => {
  const words = blockRecords(sizes) + sizes.blocks;
  return Math.ceil((words * Int32Array.BYTES_PER_ELEMENT) / CACHE_LINE) * CACHE_LINE;
};

/** How many stripes a RAID5 has that holds the file. */
export function stripesOf({ pages }: MemorySizes): number {
  return Math.ceil(pages / STRIPE_BLOCKS);
}

/** A RAID5 has a parity block a stripe, and a page of parity that is on its way for each page of the file. */
const parityBytes = (sizes: MemorySizes): number =>
  (sizes.features & FEATURE_PARITY) === 0 ? 0 : (stripesOf(sizes) + sizes.pages) * PAGE_BYTES;

/** How many bytes a memory of these sizes takes; always a multiple of 64. */
export function memoryBytes(sizes: MemorySizes): number {
  const { pages, users, blocks } = sizes;
  const ofDevice = pages * STORAGE_BYTES + (blocks - pages) * BLOCK_BYTES + parityBytes(sizes);
  return storageStart(sizes) + ofDevice + users * PRIVATE_BYTES;
}

/** A view without any check; callers have made sure that buffer, offset and sizes fit. */
export function viewMemory(buffer: SharedArrayBuffer, byteOffset: number, sizes: MemorySizes): PageMemory {
  const length = memoryBytes(sizes);
  return {
    ...sizes,
    buffer,
    byteOffset,
    words: new Int32Array(buffer, byteOffset, length / Int32Array.BYTES_PER_ELEMENT),
    bytes: new Uint8Array(buffer, byteOffset, length),
    userRecords: HEADER_WORDS + sizes.pages * PAGE_RECORD_WORDS,
    blockRecords: blockRecords(sizes),
    storage: storageStart(sizes),
  };
}

/** Whether the memory has any of these `FEATURE_...` bits. */
export function hasFeature(memory: PageMemory, features: number): boolean {
  return (memory.features & features) !== 0;
}

/** The word number of a field of a page's record, for example `pageWord(page, PAGE_FLAGS)`. */
export function pageWord(page: number, field: number): number {
  return HEADER_WORDS + page * PAGE_RECORD_WORDS + field;
}

/** The word number of a field of a user's record, for example `userWord(memory, user, USER_AT)`. */
export function userWord(memory: PageMemory, user: number, field: number): number {
  return memory.userRecords + user * USER_RECORD_WORDS + field;
}

/** The byte number of a part of a page's storage, for example `storageByte(memory, page, STORAGE_BLOCK)`. */
export function storageByte(memory: PageMemory, page: number, part: number): number {
  return memory.storage + page * STORAGE_BYTES + part;
}

/** The byte number of a block of the device; its tuples follow `PAGE_BYTES` later. */
export function blockByte(memory: PageMemory, block: number): number {
  const { pages, storage } = memory;
  if (block < pages) return storageByte(memory, block, STORAGE_BLOCK);
  return storage + pages * STORAGE_BYTES + (block - pages) * BLOCK_BYTES;
}

/** The byte number of the parity of a stripe; in a memory with parity only. */
export function parityByte(memory: PageMemory, stripe: number): number {
  return privateByte(memory, 0) - parityBytes(memory) + stripe * PAGE_BYTES;
}

/** The byte number of what the page's bio changes in the parity of its stripe; in a memory with parity only. */
export function parityDeltaByte(memory: PageMemory, page: number): number {
  return parityByte(memory, stripesOf(memory) + page);
}

/** The byte number of a user's private page. */
export function privateByte(memory: PageMemory, user: number): number {
  return memory.bytes.length - (memory.users - user) * PRIVATE_BYTES;
}
