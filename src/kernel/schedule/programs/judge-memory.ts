import {
  NO_PAGE,
  PAGE_DROPPED_DIRTY,
  PAGE_FLAGS,
  PAGE_GUARD_ERRORS,
  PAGE_SURPRISE_DIRTY,
  PG_dirty,
  PG_locked,
  PG_writeback,
  USER_PAGE,
} from '../../layout/constants.ts';
import { diskVersion } from '../../fs/disk-version.ts';
import { memoryVersion } from '../../layout/contents.ts';
import { pageWord, userWord, type PageMemory } from '../../layout/page-memory.ts';

/** What is wrong in a memory at any moment: a failure that the core itself has counted. Undefined if nothing is. */
export function wrongNow(memory: PageMemory): string | undefined {
  const { words } = memory;
  for (let page = 0; page < memory.pages; page++) {
    if (words[pageWord(page, PAGE_GUARD_ERRORS)] !== 0) {
      return `guard error: page ${page} changed between the computation of its guard tags and the transfer`;
    }
    if (words[pageWord(page, PAGE_SURPRISE_DIRTY)] !== 0) {
      return `surprise dirty: page ${page} became dirty without notice to the filesystem`;
    }
  }
  return droppedDirty(memory);
}

/** Whether what was written to a page was dropped. */
export function droppedDirty({ words, pages }: PageMemory): string | undefined {
  for (let page = 0; page < pages; page++) {
    if (words[pageWord(page, PAGE_DROPPED_DIRTY)] !== 0) {
      return `lost write: page ${page} was dirty, and was dropped instead of written`;
    }
  }
  return undefined;
}

/** What is wrong in a memory at rest: a clean page that nobody has pinned, and that is not on disk. */
export function wrongAtRest(memory: PageMemory): string | undefined {
  for (let page = 0; page < memory.pages; page++) {
    const flags = memory.words[pageWord(page, PAGE_FLAGS)] as number;
    const isClean = (flags & (PG_dirty | PG_writeback | PG_locked)) === 0 && !isInUse(memory, page);
    if (isClean && diskVersion(memory, page) !== memoryVersion(memory, page)) {
      return `lost write: page ${page} is clean and at rest, but not what is on disk`;
    }
  }
  return undefined;
}

function isInUse(memory: PageMemory, page: number): boolean {
  for (let user = 0; user < memory.users; user++) {
    const used = memory.words[userWord(memory, user, USER_PAGE)];
    if (used !== NO_PAGE && used === page) return true;
  }
  return false;
}
