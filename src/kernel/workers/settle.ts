import { load } from '#atomics';
import {
  FEATURE_DAX,
  PAGE_BYTES,
  NO_BLOCK,
  PAGE_FLAGS,
  PG_dirty,
  PG_locked,
  PG_writeback,
  STORAGE_MEMORY,
} from '../layout/constants.ts';
import { blockByte, hasFeature, pageWord, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { serveAllPages } from '../actors/block-device.ts';
import { blockOf } from '../fs/block-map.ts';
import { writeCachePages } from '../fs/write-cache-pages.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';
import { unpinUserPage } from '../mm/unpin-user-page.ts';

/** More than a page needs: what it had under way, and what the users report afterwards. */
const PASSES = 3;

/**
 * After a run whose threads have all ended: lets the users report and unpin, and the kernel write what is dirty. Answers
 * how many pages are then clean, and still not what is on disk: those are lost.
 */
export function settle(memory: PageMemory, policy: DesignPolicy): number {
  // With DAX the file's memory is its disk.
  if (hasFeature(memory, FEATURE_DAX)) return 0;
  for (let user = 0; user < memory.users; user++) {
    policy.setDirty(memory, user);
    unpinUserPage(memory, user);
  }
  for (let pass = 0; pass < PASSES; pass++) {
    serveAllPages(memory);
    writeCachePages(memory, policy, undefined, 0);
  }
  serveAllPages(memory);
  let lost = 0;
  for (let page = 0; page < memory.pages; page++) {
    const flags = load(memory.words, pageWord(page, PAGE_FLAGS));
    if ((flags & (PG_dirty | PG_locked | PG_writeback)) === 0 && !isOnDisk(memory, page)) lost++;
  }
  return lost;
}

function isOnDisk(memory: PageMemory, page: number): boolean {
  const number = blockOf(memory, page);
  if (number === NO_BLOCK) return true;
  const [data, block] = [storageByte(memory, page, STORAGE_MEMORY), blockByte(memory, number)];
  for (let i = 0; i < PAGE_BYTES; i++) if (memory.bytes[data + i] !== memory.bytes[block + i]) return false;
  return true;
}
