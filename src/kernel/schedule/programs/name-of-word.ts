import * as layout from '../../layout/constants.ts';
import { blockByte, privateByte, storageByte, type PageMemory } from '../../layout/page-memory.ts';

const HEADER: Readonly<Record<number, string>> = {
  [layout.HEADER_FSYNC]: 'fsync',
  [layout.HEADER_DOORBELL]: 'doorbell',
  [layout.HEADER_REPEAT]: 'repeat',
  [layout.HEADER_FREE_BLOCKS]: 'free blocks',
  [layout.HEADER_TRUNCATING]: 'truncating',
  [layout.HEADER_THROTTLED]: 'throttled',
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
  [layout.PAGE_PINS]: 'pins',
  [layout.PAGE_BLOCK]: 'block',
  [layout.PAGE_OLD_BLOCK]: 'old block',
  [layout.PAGE_KEEPS_OLD]: 'keeps old block',
  [layout.PAGE_RESERVED]: 'reserved blocks',
  [layout.PAGE_CLONE_BLOCK]: "clone's block",
  [layout.PAGE_EOF]: 'end of file',
  [layout.PAGE_TAIL]: 'tail',
  [layout.PAGE_LOST]: 'lost',
  [layout.PAGE_HANDED]: 'handed',
  [layout.PAGE_OWED]: 'owed',
  [layout.PAGE_NOT_DURABLE]: 'not durable',
  [layout.PAGE_NO_SPACE]: 'no space',
  [layout.PAGE_CLONE_CHANGED]: 'clone changed',
  [layout.PAGE_FREED_WRITTEN]: 'freed block written',
  [layout.PAGE_STALE_TAIL]: 'stale tail',
  [layout.PAGE_WAITED_IN_VAIN]: 'waited in vain',
  [layout.PAGE_PARITY_ERRORS]: 'parity errors',
};

const USER: Readonly<Record<number, string>> = {
  [layout.USER_AT]: 'at',
  [layout.USER_PAGE]: 'page',
  [layout.USER_DMA_WRITES]: 'dma writes',
  [layout.USER_KIND]: 'kind',
  [layout.USER_ASKED_AGAIN]: 'asked again',
};

/** The parts of a page's storage in their order, with the byte at which each begins. */
const STORAGE: readonly (readonly [start: number, name: string])[] = [
  [layout.STORAGE_MEMORY, 'memory'],
  [layout.STORAGE_FETCH, 'fetch buffer'],
  [layout.STORAGE_BLOCK, 'block'],
  [layout.STORAGE_BLOCK_TUPLES, 'block tuples'],
  [layout.STORAGE_BIO_TUPLES, 'bio tuples'],
  [layout.STORAGE_COPY, 'copy'],
];

/** What a word of a page memory is, for messages: `page 0 flags`, `user 1 at`, `page 0 memory`. */
export function nameOfWord(memory: PageMemory, word: number): string {
  const { userRecords, users, pages } = memory;
  if (word < layout.HEADER_WORDS) return HEADER[word] ?? `header word ${word}`;
  if (word < userRecords) return fieldOf('page', PAGE, word - layout.HEADER_WORDS, layout.PAGE_RECORD_WORDS);
  if (word < userRecords + users * layout.USER_RECORD_WORDS) {
    return fieldOf('user', USER, word - userRecords, layout.USER_RECORD_WORDS);
  }
  const byte = word * 4 - memory.storage;
  if (byte < 0) return `references of block ${word - memory.blockRecords}`;
  const behind = byte - pages * layout.STORAGE_BYTES;
  if (behind >= 0) return nameBehindPages(memory, behind);
  const page = Math.trunc(byte / layout.STORAGE_BYTES);
  const within = byte - page * layout.STORAGE_BYTES;
  const part = STORAGE.findLast(([start]) => start <= within);
  return `page ${page} ${part?.[1] ?? 'storage'}`;
}

/** Behind the pages stand the other blocks, then the users' private pages. */
function nameBehindPages({ pages, blocks }: PageMemory, byte: number): string {
  const block = Math.trunc(byte / layout.BLOCK_BYTES);
  if (block < blocks - pages) return `block ${pages + block}`;
  const user = Math.trunc((byte - (blocks - pages) * layout.BLOCK_BYTES) / layout.PRIVATE_BYTES);
  return `private page of user ${user}`;
}

function fieldOf(kind: string, fields: Readonly<Record<number, string>>, at: number, width: number): string {
  const [number, field] = [Math.trunc(at / width), at % width];
  return `${kind} ${number} ${fields[field] ?? `word ${field}`}`;
}

/** The words at which the parts of the pages' storage, the other blocks and the private pages begin: each is one location of a search. */
export function storageRegions(memory: PageMemory): readonly number[] {
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
  const { pages, blocks, users } = memory;
  const ofPages = upTo(pages).flatMap((page) => STORAGE.map(([start]) => storageByte(memory, page, start)));
  const others = upTo(blocks - pages).map((i) => blockByte(memory, pages + i));
  const ofUsers = upTo(users).map((user) => privateByte(memory, user));
  return [...ofPages, ...others, ...ofUsers].map((byte) => byte / 4);
}
