import { load } from '#atomics';
import {
  HEADER_BLOCKS,
  HEADER_FEATURES,
  HEADER_MAGIC,
  HEADER_PAGES,
  HEADER_USERS,
  HEADER_VERSION,
  HEADER_WORDS,
  LAYOUT_VERSION,
  MAGIC,
} from './constants.ts';
import { memoryBytes, viewMemory, type PageMemory } from './page-memory.ts';

/** Why a buffer was refused; `message` names what was found and what was expected. */
export interface AttachError {
  readonly code:
    'not-shared' | 'misaligned' | 'too-small' | 'not-a-page-memory' | 'other-version' | 'bad-counts';
  readonly message: string;
}

/** The view, or the reason why there is none. */
export type AttachResult =
  { readonly ok: true; readonly memory: PageMemory } | { readonly ok: false; readonly error: AttachError };

const refuse = (code: AttachError['code'], message: string): AttachResult => ({
  ok: false,
  error: { code, message },
});

const ALIGNMENT = 8;

/**
 * Makes a view of a page memory that another thread has created. Nothing in the buffer is changed, and a buffer that is
 * not a page memory of this version, whole and aligned, is refused.
 *
 * @param byteOffset where the header starts; a multiple of 8.
 */
export function attachMemory(buffer: unknown, byteOffset = 0): AttachResult {
  if (!(buffer instanceof SharedArrayBuffer)) {
    return refuse('not-shared', 'a page memory lives in a SharedArrayBuffer, this is none');
  }
  if (!Number.isInteger(byteOffset) || byteOffset < 0 || byteOffset % ALIGNMENT !== 0) {
    return refuse('misaligned', `the header starts at byte ${byteOffset}, not at a multiple of ${ALIGNMENT}`);
  }
  const available = buffer.byteLength - byteOffset;
  const headerBytes = HEADER_WORDS * Int32Array.BYTES_PER_ELEMENT;
  if (available < headerBytes) {
    return refuse('too-small', `${available} bytes are left, the header alone takes ${headerBytes}`);
  }
  return attachToHeader(buffer, byteOffset, new Int32Array(buffer, byteOffset, HEADER_WORDS));
}

function attachToHeader(buffer: SharedArrayBuffer, byteOffset: number, header: Int32Array): AttachResult {
  const magic = load(header, HEADER_MAGIC);
  if (magic !== MAGIC) {
    return refuse('not-a-page-memory', `the first word is ${hex(magic)}, not ${hex(MAGIC)}`);
  }
  const version = load(header, HEADER_VERSION);
  if (version !== LAYOUT_VERSION) {
    return refuse('other-version', `the layout is version ${version}, this code reads ${LAYOUT_VERSION}`);
  }
  const pages = load(header, HEADER_PAGES);
  const users = load(header, HEADER_USERS);
  const blocks = load(header, HEADER_BLOCKS);
  if (pages < 1 || users < 0 || blocks < pages) {
    return refuse('bad-counts', `the header says ${pages} pages, ${users} users and ${blocks} blocks`);
  }
  const sizes = { pages, users, blocks, features: load(header, HEADER_FEATURES) };
  const available = buffer.byteLength - byteOffset;
  const needed = memoryBytes(sizes);
  if (available < needed) {
    return refuse(
      'too-small',
      `${available} bytes are left, ${pages} pages and ${users} users take ${needed}`,
    );
  }
  return { ok: true, memory: viewMemory(buffer, byteOffset, sizes) };
}

const hex = (word: number): string => `0x${(word >>> 0).toString(16).padStart(8, '0')}`;
