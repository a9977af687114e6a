import { HEADER_WORDS, PAGE_RECORD_WORDS, STORAGE_BYTES, USER_RECORD_WORDS } from './constants.ts';

/**
 * A view of the shared memory that holds all state of the kernel core. The object itself holds none: only typed
 * arrays and sizes, so that any number of threads can each have their own view of one buffer.
 */
export interface PageMemory {
  readonly buffer: SharedArrayBuffer;
  /** Bytes from the start of the buffer to the header. */
  readonly byteOffset: number;
  /** Header and records as words; word 0 is the first of the header. */
  readonly words: Int32Array;
  /** The same memory as bytes; byte 0 is the first of the header. */
  readonly bytes: Uint8Array;
  /** How many pages the file has. */
  readonly pages: number;
  /** How many users of get_user_pages() there are. */
  readonly users: number;
  /** Word number of the first user record. */
  readonly userRecords: number;
  /** Byte number of the storage of page 0. */
  readonly storage: number;
}

const CACHE_LINE = 64;

const storageStart = (pages: number, users: number): number => {
  const words = HEADER_WORDS + pages * PAGE_RECORD_WORDS + users * USER_RECORD_WORDS;
  return Math.ceil((words * Int32Array.BYTES_PER_ELEMENT) / CACHE_LINE) * CACHE_LINE;
};

/** How many bytes a memory of so many pages and users takes; always a multiple of 64. */
export function memoryBytes(pages: number, users: number): number {
  return storageStart(pages, users) + pages * STORAGE_BYTES;
}

/** A view without any check; callers have made sure that buffer, offset and counts fit. */
export function viewMemory(
  buffer: SharedArrayBuffer,
  byteOffset: number,
  pages: number,
  users: number,
): PageMemory {
  const length = memoryBytes(pages, users);
  return {
    buffer,
    byteOffset,
    words: new Int32Array(buffer, byteOffset, length / Int32Array.BYTES_PER_ELEMENT),
    bytes: new Uint8Array(buffer, byteOffset, length),
    pages,
    users,
    userRecords: HEADER_WORDS + pages * PAGE_RECORD_WORDS,
    storage: storageStart(pages, users),
  };
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
