import * as layout from '../../layout/constants.ts';
import type { PageMemory } from '../../layout/page-memory.ts';

const HEADER: Readonly<Record<number, string>> = {
  [layout.HEADER_FSYNC]: 'fsync',
  [layout.HEADER_DOORBELL]: 'doorbell',
  [layout.HEADER_REPEAT]: 'repeat',
};

const PAGE: Readonly<Record<number, string>> = {
  [layout.PAGE_FLAGS]: 'flags',
  [layout.PAGE_REFCOUNT]: 'refcount',
  [layout.PAGE_PTE]: 'pte',
  [layout.PAGE_PTL]: 'ptl',
  [layout.PAGE_PASS]: 'pass',
  [layout.PAGE_GUARD_ERRORS]: 'guard errors',
  [layout.PAGE_SURPRISE_DIRTY]: 'surprise dirty',
  [layout.PAGE_DROPPED_DIRTY]: 'dropped dirty',
  [layout.PAGE_WRITTEN]: 'written',
  [layout.PAGE_REDIRTIED]: 'redirtied',
  [layout.PAGE_EVICTED]: 'evicted',
};

const USER: Readonly<Record<number, string>> = {
  [layout.USER_AT]: 'at',
  [layout.USER_PAGE]: 'page',
  [layout.USER_DMA_WRITES]: 'dma writes',
};

/** The parts of a page's storage in their order, with the byte at which each begins. */
const STORAGE: readonly (readonly [start: number, name: string])[] = [
  [layout.STORAGE_MEMORY, 'memory'],
  [layout.STORAGE_FETCH, 'fetch buffer'],
  [layout.STORAGE_BLOCK, 'block'],
  [layout.STORAGE_BIO_TUPLES, 'bio tuples'],
  [layout.STORAGE_BLOCK_TUPLES, 'block tuples'],
];

/** What a word of a page memory is, for messages: `page 0 flags`, `user 1 at`, `page 0 memory`. */
export function nameOfWord(memory: PageMemory, word: number): string {
  const { userRecords, users } = memory;
  if (word < layout.HEADER_WORDS) return HEADER[word] ?? `header word ${word}`;
  if (word < userRecords) return fieldOf('page', PAGE, word - layout.HEADER_WORDS, layout.PAGE_RECORD_WORDS);
  if (word < userRecords + users * layout.USER_RECORD_WORDS) {
    return fieldOf('user', USER, word - userRecords, layout.USER_RECORD_WORDS);
  }
  const byte = word * 4 - memory.storage;
  const page = Math.trunc(byte / layout.STORAGE_BYTES);
  const within = byte - page * layout.STORAGE_BYTES;
  const part = STORAGE.findLast(([start]) => start <= within);
  return `page ${page} ${part?.[1] ?? 'storage'}`;
}

function fieldOf(kind: string, fields: Readonly<Record<number, string>>, at: number, width: number): string {
  const [number, field] = [Math.trunc(at / width), at % width];
  return `${kind} ${number} ${fields[field] ?? `word ${field}`}`;
}

/** The words at which the parts of the pages' storage begin: each is one location of a search. */
export function storageRegions(memory: PageMemory): readonly number[] {
  const pages = Array.from({ length: memory.pages }, (_, page) => page);
  return pages.flatMap((page) =>
    STORAGE.map(([start]) => (memory.storage + page * layout.STORAGE_BYTES + start) / 4),
  );
}
