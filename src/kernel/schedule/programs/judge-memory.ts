import {
  NO_PAGE,
  PAGE_CLONE_CHANGED,
  PAGE_DROPPED_DIRTY,
  PAGE_FLAGS,
  PAGE_FREED_WRITTEN,
  PAGE_GUARD_ERRORS,
  PAGE_LOST,
  PAGE_NO_SPACE,
  PAGE_STALE_TAIL,
  PAGE_SURPRISE_DIRTY,
  PG_dirty,
  PG_locked,
  PG_writeback,
  USER_PAGE,
} from '../../layout/constants.ts';
import { diskVersion } from '../../fs/disk-version.ts';
import { memoryVersion } from '../../layout/contents.ts';
import { PAGE_PROGRAMS, type Question } from '../../programs/page-programs.ts';
import { pageWord, userWord, type PageMemory } from '../../layout/page-memory.ts';

type Judge = (memory: PageMemory) => string | undefined;

/** What is wrong in a memory at any moment: a failure that the core itself has counted. Undefined if nothing is. */
function anythingWrong(memory: PageMemory): string | undefined {
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

const droppedDirty = counted(
  PAGE_DROPPED_DIRTY,
  (page) => `lost write: page ${page} was dirty, and was dropped instead of written`,
);

/** For each question the judge of a memory at any moment. Undefined if nothing is wrong. */
const JUDGES: Readonly<Record<Question, Judge>> = {
  everything: anythingWrong,
  'dropped dirty': droppedDirty,
  'lost write': counted(
    PAGE_LOST,
    (page) => `lost write: what was written to page ${page} has nowhere to go, though nobody truncated it`,
  ),
  'no space': counted(
    PAGE_NO_SPACE,
    (page) => `no space: writeback of page ${page} needs a new block that nobody has reserved`,
  ),
  'clone changed': counted(
    PAGE_CLONE_CHANGED,
    (page) => `clone changed: page ${page} was written in place to a block that a clone shares`,
  ),
  'freed block written': counted(
    PAGE_FREED_WRITTEN,
    (page) => `freed block written: a device wrote to the block of page ${page} after it was freed`,
  ),
  'stale tail': counted(
    PAGE_STALE_TAIL,
    (page) =>
      `stale tail: what a device wrote beyond the end of the file in page ${page} was written to disk`,
  ),
};

/** The judge of what the program of that name asks. */
export const judgeOf = (name: string): Judge => JUDGES[PAGE_PROGRAMS[name]?.asks ?? 'everything'];

/** A judge that looks at one of the counts that the core keeps for each page. */
function counted(field: number, message: (page: number) => string): Judge {
  return ({ words, pages }) => {
    for (let page = 0; page < pages; page++) if (words[pageWord(page, field)] !== 0) return message(page);
    return undefined;
  };
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
