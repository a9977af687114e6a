import {
  cloneVersion,
  diskVersion,
  folioPins,
  layout,
  memoryVersion,
  privateVersion,
  strayPage,
  pageWord,
  readFlags,
  testBit,
  readPte,
  userAt,
  userPage,
} from '../../../kernel/index.ts';
import type { Cast } from './cast.ts';
import type { PageCacheState } from './types.ts';

const PAGE_FLAGS = {
  PG_locked: layout.PG_locked,
  PG_dirty: layout.PG_dirty,
  PG_writeback: layout.PG_writeback,
  PG_private: layout.PG_private,
  PG_drain: layout.PG_drain,
  PG_revoke: layout.PG_revoke,
};

const TAILS = { memory: layout.TAIL_MEMORY, disk: layout.TAIL_DISK };

const PASS_NAMES = new Map<number, string>([
  [layout.WB_IDLE, 'idle'],
  [layout.WB_LOCKED, 'locked'],
  [layout.WB_PROTECTED, 'protected'],
  [layout.WB_DECIDED, 'decided'],
  [layout.WB_CLEARED, 'cleared'],
  [layout.WB_SUBMITTED, 'submitted'],
  [layout.WB_COPYING, 'copying'],
  [layout.WB_KEPT, 'kept'],
  [layout.WB_COPIED, 'copied'],
  [layout.WB_TRANSFERRED, 'transferred'],
]);

const USER_NAMES = new Map<number, string>([
  [layout.USER_IDLE, 'idle'],
  [layout.USER_PINNED, 'pinned'],
  [layout.USER_DMA, 'dma'],
  [layout.USER_LANDED, 'landed'],
  [layout.USER_MARKED, 'marked'],
  [layout.USER_DONE, 'done'],
  [layout.USER_READ, 'read'],
  [layout.USER_COUNTED, 'counted'],
  [layout.USER_REFUSED, 'refused'],
]);

/**
 * The kernel's memory in the variables of PageCache. What no variable can hold shows as a value that no model has: a
 * torn page and foreign guard tags as version -1, an unknown code as its number.
 *
 * @param guardOf see `guardVersions`.
 */
export function observe(
  { memory, pages, users, noPage }: Pick<Cast, 'memory' | 'pages' | 'users' | 'noPage'>,
  guardOf: (page: number) => number,
): PageCacheState {
  const word = (page: number, field: number) => memory.words[pageWord(page, field)] as number;
  const perPage = <T>(value: (page: number) => T) =>
    Object.fromEntries(pages.map((name, page) => [name, value(page)]));
  const pagesWith = (test: (page: number) => boolean) => new Set(pages.filter((_, page) => test(page)));
  return {
    flags: perPage((page) => namesOf(PAGE_FLAGS, readFlags(memory, page))),
    pte: perPage((page) => pteName(readPte(memory, page))),
    pins: perPage((page) => folioPins(memory, page)),
    mem: perPage((page) => memoryVersion(memory, page)),
    disk: perPage((page) => diskVersion(memory, page)),
    pass: perPage((page) => nameOf(PASS_NAMES, word(page, layout.PAGE_PASS))),
    guard: perPage(guardOf),
    io: Object.fromEntries(
      users.map((name, user) => [
        name,
        {
          at: nameOf(USER_NAMES, userAt(memory, user)),
          page: pages[pageOfUser(memory, user)] ?? noPage,
        },
      ]),
    ),
    fsync: memory.words[layout.HEADER_FSYNC] === layout.FSYNC_IDLE ? 'idle' : 'waiting',
    syncing: pagesWith((page) => testBit(memory, page, layout.PAGECACHE_TAG_TOWRITE)),
    guardErrors: pagesWith((page) => word(page, layout.PAGE_GUARD_ERRORS) > 0),
    surpriseDirty: pagesWith((page) => word(page, layout.PAGE_SURPRISE_DIRTY) > 0),
    block: perPage((page) => blockName(memory, word, page)),
    resv: perPage((page) => word(page, layout.PAGE_RESERVED)),
    free: memory.words[layout.HEADER_FREE_BLOCKS] as number,
    clone: perPage((page) => {
      const version = cloneVersion(memory, page);
      return new Set(version === undefined ? [] : [version]);
    }),
    file: pagesWith((page) => (word(page, layout.PAGE_EOF) & layout.EOF_BEYOND) === 0),
    truncating: pagesWith((page) => (word(page, layout.PAGE_EOF) & layout.EOF_TRUNCATING) !== 0),
    tail: perPage((page) => namesOf(TAILS, word(page, layout.PAGE_TAIL))),
    throttled: memory.words[layout.HEADER_THROTTLED] !== 0,
    strays: new Set(users.filter((_, user) => isStray(memory, user))),
    ubuf: Object.fromEntries(users.map((name, user) => [name, privateVersion(memory, user)])),
    lost: pagesWith((page) => word(page, layout.PAGE_LOST) > 0),
    handed: perPage((page) => word(page, layout.PAGE_HANDED)),
    owed: perPage((page) => word(page, layout.PAGE_OWED)),
  };
}

type Memory = Cast['memory'];

const isStray = (memory: Memory, user: number): boolean => userPage(memory, user) < layout.NO_PAGE;

function pageOfUser(memory: Memory, user: number): number {
  const page = userPage(memory, user);
  return page < layout.NO_PAGE ? strayPage(page) : page;
}

function blockName(memory: Memory, word: (page: number, field: number) => number, page: number): string {
  const block = word(page, layout.PAGE_BLOCK);
  if (block === layout.NO_BLOCK) return 'hole';
  if (word(page, layout.PAGE_OLD_BLOCK) !== layout.NO_BLOCK)
    return word(page, layout.PAGE_KEEPS_OLD) === 0 ? 'moved' : 'swapped';
  return (memory.words[memory.blockRecords + block] as number) > 1 ? 'shared' : 'own';
}

function namesOf(bits: Readonly<Record<string, number>>, word: number): ReadonlySet<string> {
  const names = Object.entries(bits).filter(([, bit]) => (word & bit) !== 0);
  return new Set(names.map(([name]) => name));
}

function pteName(pte: number): 'none' | 'ro' | 'rw' {
  if ((pte & layout.PTE_WRITE) !== 0) return 'rw';
  return (pte & layout.PTE_PRESENT) !== 0 ? 'ro' : 'none';
}

function nameOf(names: ReadonlyMap<number, string>, code: number): string {
  return names.get(code) ?? String(code);
}
