import { store } from '#atomics';
import {
  HEADER_DOORBELL,
  HEADER_FSYNC,
  HEADER_MAGIC,
  HEADER_PAGES,
  HEADER_REPEAT,
  HEADER_STOP,
  HEADER_USERS,
  HEADER_VERSION,
  FSYNC_IDLE,
  LAYOUT_VERSION,
  MAGIC,
  NO_PAGE,
  PAGE_RECORD_WORDS,
  PAGE_REFCOUNT,
  REF_PAGE_CACHE,
  STORAGE_BIO_TUPLES,
  STORAGE_BLOCK,
  STORAGE_FETCH,
  STORAGE_MEMORY,
  TUPLES_BYTES,
  TUPLE_ESCAPE_BYTE,
  USER_PAGE,
  USER_RECORD_WORDS,
} from './constants.ts';
import { writeVersion } from './contents.ts';
import { pageWord, storageByte, userWord, type PageMemory } from './page-memory.ts';

/**
 * Puts a memory into its first state: all pages read in, clean and unmapped, version 0 in memory and on disk, users
 * idle, no bio yet, all protection tuples saying "do not check" as on a new medium. No other thread may use the memory
 * meanwhile.
 *
 * @param repeat whether users start again after their unpin.
 */
export function formatMemory(memory: PageMemory, repeat: boolean): void {
  formatHeader(memory, repeat);
  for (let page = 0; page < memory.pages; page++) formatPage(memory, page);
  for (let user = 0; user < memory.users; user++) {
    const record = userWord(memory, user, 0);
    memory.words.fill(0, record, record + USER_RECORD_WORDS);
    store(memory.words, record + USER_PAGE, NO_PAGE);
  }
  // Last, so that a thread that attaches too early is refused.
  store(memory.words, HEADER_MAGIC, MAGIC);
}

function formatHeader({ words, pages, users }: PageMemory, repeat: boolean): void {
  store(words, HEADER_VERSION, LAYOUT_VERSION);
  store(words, HEADER_PAGES, pages);
  store(words, HEADER_USERS, users);
  store(words, HEADER_REPEAT, repeat ? 1 : 0);
  store(words, HEADER_FSYNC, FSYNC_IDLE);
  store(words, HEADER_DOORBELL, 0);
  store(words, HEADER_STOP, 0);
}

function formatPage(memory: PageMemory, page: number): void {
  const record = pageWord(page, 0);
  memory.words.fill(0, record, record + PAGE_RECORD_WORDS);
  store(memory.words, record + PAGE_REFCOUNT, REF_PAGE_CACHE);
  for (const part of [STORAGE_MEMORY, STORAGE_FETCH, STORAGE_BLOCK]) {
    writeVersion(memory, storageByte(memory, page, part), page, 0);
  }
  const tuples = storageByte(memory, page, STORAGE_BIO_TUPLES);
  memory.bytes.fill(TUPLE_ESCAPE_BYTE, tuples, tuples + 2 * TUPLES_BYTES);
}
