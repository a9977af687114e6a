import type { PageMemory } from '../layout/page-memory.ts';
import { fsyncStart, tryFsyncReturn } from '../fs/fsync.ts';
import { writeCachePages } from '../fs/write-cache-pages.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';

/** fsync() by a caller who does the passes itself: returns when every page that was dirty at its start is written. */
export function syncFile(memory: PageMemory, policy: DesignPolicy): void {
  if (!fsyncStart(memory)) return;
  while (!tryFsyncReturn(memory)) writeCachePages(memory, policy, Infinity);
}
