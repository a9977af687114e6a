import { computeTuples, createMemory, layout, storageByte, writeVersion } from '../../../kernel/index.ts';
import type { Cast } from './cast.ts';

type Memory = Cast['memory'];

/**
 * Finds the version of a page that the tags of its bio were computed from: compares them with the tags of each version.
 * Answers 0 before the page's first bio, and -1 for tags of no version.
 */
export function guardVersions({
  memory,
  maxVersion,
}: Pick<Cast, 'memory' | 'maxVersion'>): (page: number) => number {
  const { bytes } = memory;
  const ofPages = versionTags(memory.pages, maxVersion);
  return (page) => {
    const at = storageByte(memory, page, layout.STORAGE_BIO_TUPLES);
    if (isSame(bytes, at, UNWRITTEN)) return 0;
    return ofPages[page]!.findIndex((tags) => isSame(bytes, at, tags));
  };
}

const UNWRITTEN = new Uint8Array(layout.TUPLES_BYTES).fill(layout.TUPLE_ESCAPE_BYTE);

function isSame(bytes: Uint8Array, at: number, tags: Uint8Array): boolean {
  for (let i = 0; i < tags.length; i++) if (bytes[at + i] !== tags[i]) return false;
  return true;
}

/** The tags of each version, by page; computed once for each size, as a suite makes many drivers. */
const known = new Map<string, readonly (readonly Uint8Array[])[]>();

function versionTags(pages: number, maxVersion: number): readonly (readonly Uint8Array[])[] {
  const size = `${pages} ${maxVersion}`;
  const found = known.get(size) ?? computeTags(pages, maxVersion);
  known.set(size, found);
  return found;
}

function computeTags(pages: number, maxVersion: number): readonly (readonly Uint8Array[])[] {
  const scratch = createMemory({ pages, users: 0, repeat: false });
  return Array.from({ length: pages }, (_, page) =>
    Array.from({ length: maxVersion + 1 }, (_, version) => tagsOf(scratch, page, version)),
  );
}

function tagsOf(scratch: Memory, page: number, version: number): Uint8Array {
  const data = storageByte(scratch, page, layout.STORAGE_MEMORY);
  const at = storageByte(scratch, page, layout.STORAGE_BIO_TUPLES);
  writeVersion(scratch, data, page, version);
  computeTuples(scratch, page, data, at);
  return scratch.bytes.slice(at, at + layout.TUPLES_BYTES);
}
