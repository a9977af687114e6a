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
 * Reads the kernel's memory in the variables of PageCache. What no variable can hold shows as a value that no model has: a
 * torn page and foreign guard tags as version -1, an unknown code as its number. Equal sets are one object.
 *
 * @param guardOf see `guardVersions`.
 */
export function observer(
  { memory, pages, users, noPage }: Pick<Cast, 'memory' | 'pages' | 'users' | 'noPage'>,
  guardOf: (page: number) => number,
): () => PageCacheState {
  const word = (page: number, field: number) => memory.words[pageWord(page, field)] as number;
  const perPage = byName(pages);
  const perUser = byName(users);
  const pagesWith = subsets(pages);
  const usersWith = subsets(users);
  const flagsOf = namesOfBits(PAGE_FLAGS);
  const tailOf = namesOfBits(TAILS);
  const versions = new Map<number | undefined, ReadonlySet<number>>([[undefined, new Set()]]);
  const versionSet = (version: number | undefined) =>
    versions.get(version) ?? remember(versions, version, new Set([version!]));
  return () => ({
    flags: perPage((page) => flagsOf(readFlags(memory, page))),
    pte: perPage((page) => pteName(readPte(memory, page))),
    pins: perPage((page) => folioPins(memory, page)),
    mem: perPage((page) => memoryVersion(memory, page)),
    disk: perPage((page) => diskVersion(memory, page)),
    pass: perPage((page) => nameOf(PASS_NAMES, word(page, layout.PAGE_PASS))),
    guard: perPage(guardOf),
    io: perUser((user) => ({
      at: nameOf(USER_NAMES, userAt(memory, user)),
      page: pages[pageOfUser(memory, user)] ?? noPage,
    })),
    fsync: memory.words[layout.HEADER_FSYNC] === layout.FSYNC_IDLE ? 'idle' : 'waiting',
    syncing: pagesWith((page) => testBit(memory, page, layout.PAGECACHE_TAG_TOWRITE)),
    guardErrors: pagesWith((page) => word(page, layout.PAGE_GUARD_ERRORS) > 0),
    surpriseDirty: pagesWith((page) => word(page, layout.PAGE_SURPRISE_DIRTY) > 0),
    block: perPage((page) => blockName(memory, word, page)),
    resv: perPage((page) => word(page, layout.PAGE_RESERVED)),
    free: memory.words[layout.HEADER_FREE_BLOCKS] as number,
    clone: perPage((page) => versionSet(cloneVersion(memory, page))),
    file: pagesWith((page) => (word(page, layout.PAGE_EOF) & layout.EOF_BEYOND) === 0),
    truncating: pagesWith((page) => (word(page, layout.PAGE_EOF) & layout.EOF_TRUNCATING) !== 0),
    tail: perPage((page) => tailOf(word(page, layout.PAGE_TAIL))),
    throttled: memory.words[layout.HEADER_THROTTLED] !== 0,
    strays: usersWith((user) => isStray(memory, user)),
    ubuf: perUser((user) => privateVersion(memory, user)),
    lost: pagesWith((page) => word(page, layout.PAGE_LOST) > 0),
    handed: perPage((page) => word(page, layout.PAGE_HANDED)),
    owed: perPage((page) => word(page, layout.PAGE_OWED)),
  });
}

const byName =
  (names: readonly string[]) =>
  <T>(value: (number: number) => T): Readonly<Record<string, T>> => {
    const record: Record<string, T> = {};
    for (let number = 0; number < names.length; number++) record[names[number]!] = value(number);
    return record;
  };

/** The names whose numbers pass a test. */
function subsets(names: readonly string[]): (test: (number: number) => boolean) => ReadonlySet<string> {
  const known = new Map<number, ReadonlySet<string>>();
  return (test) => {
    let mask = 0;
    for (let number = 0; number < names.length; number++) if (test(number)) mask += 2 ** number;
    return known.get(mask) ?? remember(known, mask, new Set(names.filter((_, number) => test(number))));
  };
}

/** The names of the bits that a word has. */
function namesOfBits(bits: Readonly<Record<string, number>>): (word: number) => ReadonlySet<string> {
  const known = new Map<number, ReadonlySet<string>>();
  const names = (word: number) => new Set(Object.keys(bits).filter((name) => (word & bits[name]!) !== 0));
  return (word) => known.get(word) ?? remember(known, word, names(word));
}

function remember<K, V>(known: Map<K, V>, key: K, value: V): V {
  known.set(key, value);
  return value;
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

function pteName(pte: number): 'none' | 'ro' | 'rw' {
  if ((pte & layout.PTE_WRITE) !== 0) return 'rw';
  return (pte & layout.PTE_PRESENT) !== 0 ? 'ro' : 'none';
}

function nameOf(names: ReadonlyMap<number, string>, code: number): string {
  return names.get(code) ?? String(code);
}
