import { computeTuples, createMemory, layout, storageByte, writeVersion } from '../../../kernel/index.ts';
import type { Cast } from './cast.ts';

const NO_VERSION = -1;

/**
 * Finds the version of a page that the tags of its bio were computed from: compares them with the tags of each version.
 * Answers 0 before the page's first bio, and -1 for tags of no version.
 */
export function guardVersions({
  memory,
  maxVersion,
}: Pick<Cast, 'memory' | 'maxVersion'>): (page: number) => number {
  const versions = new Map<string, number>();
  const scratch = createMemory({ pages: memory.pages, users: 0, repeat: false });
  for (let page = 0; page < memory.pages; page++) {
    for (let version = 0; version <= maxVersion; version++) {
      const data = storageByte(scratch, page, layout.STORAGE_MEMORY);
      writeVersion(scratch, data, page, version);
      computeTuples(scratch, page, data, storageByte(scratch, page, layout.STORAGE_BIO_TUPLES));
      versions.set(tags(scratch, page), version);
    }
  }
  return (page) => (isUnwritten(memory, page) ? 0 : (versions.get(tags(memory, page)) ?? NO_VERSION));
}

type Memory = Cast['memory'];

function tags(memory: Memory, page: number): string {
  const at = storageByte(memory, page, layout.STORAGE_BIO_TUPLES);
  return `${page}:${memory.bytes.subarray(at, at + layout.TUPLES_BYTES).join()}`;
}

function isUnwritten(memory: Memory, page: number): boolean {
  const at = storageByte(memory, page, layout.STORAGE_BIO_TUPLES);
  return memory.bytes
    .subarray(at, at + layout.TUPLES_BYTES)
    .every((byte) => byte === layout.TUPLE_ESCAPE_BYTE);
}
