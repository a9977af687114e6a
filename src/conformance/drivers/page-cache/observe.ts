import {
  diskVersion,
  folioPins,
  layout,
  memoryVersion,
  pageWord,
  readFlags,
  testBit,
  readPte,
  userAt,
  userPage,
} from '../../../kernel/index.ts';
import type { Cast } from './cast.ts';
import type { CoreState } from './types.ts';

const PAGE_FLAGS = {
  PG_locked: layout.PG_locked,
  PG_dirty: layout.PG_dirty,
  PG_writeback: layout.PG_writeback,
  PG_private: layout.PG_private,
};

const PASS_NAMES = new Map<number, string>([
  [layout.WB_IDLE, 'idle'],
  [layout.WB_LOCKED, 'locked'],
  [layout.WB_PROTECTED, 'protected'],
  [layout.WB_DECIDED, 'decided'],
  [layout.WB_CLEARED, 'cleared'],
  [layout.WB_SUBMITTED, 'submitted'],
  [layout.WB_TRANSFERRED, 'transferred'],
]);

const USER_NAMES = new Map<number, string>([
  [layout.USER_IDLE, 'idle'],
  [layout.USER_PINNED, 'pinned'],
  [layout.USER_DMA, 'dma'],
  [layout.USER_LANDED, 'landed'],
  [layout.USER_MARKED, 'marked'],
  [layout.USER_DONE, 'done'],
]);

/**
 * The kernel's memory in the variables of PageCache that it has. What no variable can hold shows as a value that no model has: a
 * torn page and foreign guard tags as version -1, an unknown code as its number.
 *
 * @param guardOf see `guardVersions`.
 */
export function observe(
  { memory, pages, users, noPage }: Cast,
  guardOf: (page: number) => number,
): CoreState {
  const word = (page: number, field: number) => memory.words[pageWord(page, field)] as number;
  const perPage = <T>(value: (page: number) => T) =>
    Object.fromEntries(pages.map((name, page) => [name, value(page)]));
  const pagesWith = (test: (page: number) => boolean) => new Set(pages.filter((_, page) => test(page)));
  return {
    flags: perPage((page) => flagNames(readFlags(memory, page))),
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
          page: pages[userPage(memory, user)] ?? noPage,
        },
      ]),
    ),
    fsync: memory.words[layout.HEADER_FSYNC] === layout.FSYNC_IDLE ? 'idle' : 'waiting',
    syncing: pagesWith((page) => testBit(memory, page, layout.PAGECACHE_TAG_TOWRITE)),
    guardErrors: pagesWith((page) => word(page, layout.PAGE_GUARD_ERRORS) > 0),
    surpriseDirty: pagesWith((page) => word(page, layout.PAGE_SURPRISE_DIRTY) > 0),
  };
}

function flagNames(flags: number): ReadonlySet<string> {
  const names = Object.entries(PAGE_FLAGS).filter(([, bit]) => (flags & bit) !== 0);
  return new Set(names.map(([name]) => name));
}

function pteName(pte: number): 'none' | 'ro' | 'rw' {
  if ((pte & layout.PTE_WRITE) !== 0) return 'rw';
  return (pte & layout.PTE_PRESENT) !== 0 ? 'ro' : 'none';
}

function nameOf(names: ReadonlyMap<number, string>, code: number): string {
  return names.get(code) ?? String(code);
}
