import { serveForEver } from '../actors/block-device.ts';
import { flushDrained } from '../actors/flush-drained.ts';
import { storeToPage } from '../actors/store-to-page.ts';
import { syncFile } from '../actors/sync-file.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';
import { shareBlock } from '../fs/share-block.ts';
import { truncateFile } from '../fs/truncate.ts';
import { writeCachePages } from '../fs/write-cache-pages.ts';
import type { FeatureName } from '../layout/features.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { dmaWriteTail, finishDma, startDma } from '../mm/dma.ts';
import { pinUserPageFast } from '../mm/gup-fast.ts';
import { handleWriteFault } from '../mm/handle-write-fault.ts';
import { invalidateFolio } from '../mm/invalidate-folio.ts';
import { pinUserPage } from '../mm/pin-user-page.ts';
import { setPageDirtyLock } from '../mm/set-page-dirty-lock.ts';
import { unpinUserPage } from '../mm/unpin-user-page.ts';

/** What an actor does between two moments at which it holds nothing in mind. */
export type Operation = (memory: PageMemory) => unknown;

/** One actor of a program. */
export interface Part {
  /** Unique in its program. */
  readonly name: string;
  readonly operations: readonly Operation[];
  /** A servant such as a device: the program is at its end without it. */
  readonly isDaemon?: boolean;
}

/** What a program asks; `everything` is that no page changes under its device and none is lost or dirtied without notice. */
export type Question =
  | 'everything'
  | 'dropped dirty'
  | 'lost write'
  | 'no space'
  | 'clone changed'
  | 'freed block written'
  | 'stale tail';

/** A small program on a page memory. */
export interface PageProgram {
  /** What it asks, in one sentence. */
  readonly about: string;
  readonly pages: number;
  readonly users: number;
  readonly parts: (policy: DesignPolicy) => readonly Part[];
  /** What its filesystem, devices and users do, beyond what the design brings. */
  readonly features?: readonly FeatureName[];
  /** Blocks that nobody has at the start. */
  readonly freeBlocks?: number;
  /** Users that pin for ever. */
  readonly longTerm?: readonly number[];
  /** The most writes to a page, by CPUs and devices together; 2 if it is missing. */
  readonly writes?: number;
  /** Everything, if it is missing. */
  readonly asks?: Question;
}

/** What a user does with a page that it has got: its device writes once, it reports that, and unpins. */
const use = (policy: DesignPolicy, user: number): readonly Operation[] => [
  (memory) => startDma(memory, user),
  (memory) => policy.dmaWrite(memory, user),
  (memory) => finishDma(memory, user),
  (memory) => setPageDirtyLock(memory, user, policy),
  (memory) => unpinUserPage(memory, user),
];

/** A user that pins, has its device write once, reports that, and unpins. */
const shortPin = (policy: DesignPolicy, user: number, page: number): Part => ({
  name: `user${user}`,
  operations: [(memory) => pinUserPage(memory, user, page, policy), ...use(policy, user)],
});

/** A user that has one page pinned and faults another. */
const crossing = (policy: DesignPolicy, user: number, page: number, other: number): Part => ({
  name: `user${user}`,
  operations: [
    (memory) => pinUserPage(memory, user, page, policy),
    (memory) => handleWriteFault(memory, other),
    (memory) => unpinUserPage(memory, user),
  ],
});

/** A user that pins and never unpins. */
const longPin = (policy: DesignPolicy, user: number, page: number): Part => ({
  name: `user${user}`,
  operations: [(memory) => pinUserPage(memory, user, page, policy), (memory) => startDma(memory, user)],
});

const flusher = (policy: DesignPolicy, passes: number): Part => ({
  name: 'flusher',
  operations: Array.from(
    { length: passes },
    (_, i): Operation =>
      (memory) =>
        i < passes - 1 ? writeCachePages(memory, policy) : flushDrained(memory, policy),
  ),
});

const syncer = (policy: DesignPolicy): Part => ({
  name: 'fsync',
  operations: [(memory) => syncFile(memory, policy)],
});

const writer = (page: number, stores: number): Part => ({
  name: 'writer',
  operations: Array.from({ length: stores }, () => (memory) => storeToPage(memory, page)),
});

const reclaimer = (policy: DesignPolicy, page: number): Part => ({
  name: 'reclaim',
  operations: [(memory) => policy.reclaim(memory, page)],
});

const truncater = (policy: DesignPolicy): Part => ({
  name: 'truncate',
  operations: [(memory) => truncateFile(memory, policy)],
});

/** Steps of one actor that another may interleave with. */
const actor = (name: string, ...operations: readonly Operation[]): Part => ({ name, operations });

const device: Part = { name: 'device', operations: [serveForEver], isDaemon: true };

/** The programs by name. */
export const PAGE_PROGRAMS: Readonly<Record<string, PageProgram>> = {
  'pin-writeback': {
    about: 'A page is pinned, written by a device and reported dirty, while one writeback pass goes over it.',
    pages: 1,
    users: 1,
    parts: (policy) => [shortPin(policy, 0, 0), flusher(policy, 1), device],
  },
  'store-writeback-dma': {
    about: 'A CPU stores to a page that a device writes, while one writeback pass goes over it.',
    pages: 1,
    users: 1,
    parts: (policy) => [shortPin(policy, 0, 0), writer(0, 1), flusher(policy, 1), device],
  },
  'store-writeback': {
    about: 'A CPU stores to a page twice, while two writeback passes go over it. No pins.',
    pages: 1,
    users: 0,
    parts: (policy) => [writer(0, 2), flusher(policy, 2), device],
  },
  'late-report': {
    about: 'As pin-writeback, the device idle until the page is clean, and reclaim.',
    pages: 1,
    users: 1,
    parts: (policy) => [
      { ...shortPin(policy, 0, 0), operations: withoutDmaWrite(shortPin(policy, 0, 0).operations) },
      flusher(policy, 2),
      reclaimer(policy, 0),
      device,
    ],
  },
  'lost-write': {
    about: 'As late-report, but only a dirty page that is dropped instead of written counts.',
    pages: 1,
    users: 1,
    parts: (policy) => [shortPin(policy, 0, 0), flusher(policy, 3), reclaimer(policy, 0), device],
    asks: 'dropped dirty',
  },
  'fsync-pin': {
    about: 'fsync() of a page that is pinned for a short time.',
    pages: 1,
    users: 1,
    parts: (policy) => [shortPin(policy, 0, 0), syncer(policy), device],
  },
  'fsync-long-pin': {
    about: 'fsync() of a page that is pinned for good.',
    pages: 1,
    users: 1,
    longTerm: [0],
    parts: (policy) => [longPin(policy, 0, 0), syncer(policy), device],
  },
  'fast-pin-writeback': {
    about: 'As pin-writeback, the pin taken by get_user_pages_fast().',
    pages: 1,
    users: 1,
    features: ['fast-gup'],
    parts: (policy) => [
      actor(
        'user0',
        (memory) => handleWriteFault(memory, 0),
        (memory) =>
          policy.features === 0 ? pinUserPageFast(memory, 0, 0) : pinUserPage(memory, 0, 0, policy),
        ...use(policy, 0),
      ),
      flusher(policy, 1),
      device,
    ],
  },
  'cow-fsync-twice': {
    about:
      'Copy on write: two fsync() of a page that is pinned for good; asks whether writeback finds space.',
    pages: 1,
    users: 1,
    features: ['cow'],
    freeBlocks: 4,
    longTerm: [0],
    parts: (policy) => [
      actor(
        'user0',
        (memory) => pinUserPage(memory, 0, 0, policy),
        (memory) => syncFile(memory, policy),
        (memory) => syncFile(memory, policy),
      ),
      device,
    ],
    asks: 'no space',
  },
  'cow-late-report': {
    about: 'Copy on write: a page is reported dirty after its writeback has used the reservation.',
    pages: 1,
    users: 1,
    features: ['cow'],
    freeBlocks: 2,
    parts: (policy) => [shortPin(policy, 0, 0), flusher(policy, 2), device],
    asks: 'no space',
  },
  'invalidate-pin': {
    about:
      'A direct-IO write throws a page out of the cache that a device writes; asks whether its data is lost.',
    pages: 1,
    users: 1,
    features: ['invalidate'],
    parts: (policy) => [
      shortPin(policy, 0, 0),
      flusher(policy, 1),
      actor('invalidate', (memory) => invalidateFolio(memory, 0)),
      device,
    ],
    asks: 'lost write',
  },
  'dax-truncate': {
    about: 'DAX: the file is truncated while a device writes to it; asks whether it writes to a freed block.',
    pages: 1,
    users: 1,
    features: ['dax', 'truncate'],
    parts: (policy) => [shortPin(policy, 0, 0), truncater(policy)],
    asks: 'freed block written',
  },
  'truncate-pin': {
    about: 'The file is truncated while a page of it is pinned for a short time.',
    pages: 1,
    users: 1,
    features: ['truncate'],
    parts: (policy) => [shortPin(policy, 0, 0), truncater(policy), device],
    asks: 'lost write',
  },
  'truncate-long-pin': {
    about: 'The file is truncated and written back while a page of it is pinned for good.',
    pages: 1,
    users: 1,
    features: ['truncate'],
    longTerm: [0],
    parts: (policy) => [
      longPin(policy, 0, 0),
      truncater(policy),
      actor('flusher', (memory) => writeCachePages(memory, policy)),
      device,
    ],
  },
  'tail-writeback': {
    about: 'A device writes beyond the end of the file, while a writeback pass goes over the page.',
    pages: 1,
    users: 1,
    features: ['tail'],
    parts: (policy) => [
      actor(
        'user0',
        (memory) => pinUserPage(memory, 0, 0, policy),
        (memory) => startDma(memory, 0),
        (memory) => dmaWriteTail(memory, 0),
        (memory) => finishDma(memory, 0),
        (memory) => setPageDirtyLock(memory, 0, policy),
        (memory) => unpinUserPage(memory, 0),
      ),
      flusher(policy, 1),
      device,
    ],
    asks: 'stale tail',
  },
  'clone-pin': {
    about:
      'The file is cloned while a page of it is pinned, and the page is written back; asks whether the clone changes.',
    pages: 1,
    users: 1,
    features: ['reflink'],
    freeBlocks: 1,
    parts: (policy) => [
      shortPin(policy, 0, 0),
      actor(
        'clone',
        (memory) => writeCachePages(memory, policy),
        (memory) => shareBlock(memory, 0),
        (memory) => writeCachePages(memory, policy),
      ),
      device,
    ],
    asks: 'clone changed',
  },
  'clone-after-sync': {
    about:
      'The file is written, waited for and cloned while a page of it is pinned for good, by a user that had not said so, and written again.',
    pages: 1,
    users: 1,
    features: ['reflink'],
    freeBlocks: 4,
    parts: (policy) => [
      actor(
        'user0',
        (memory) => pinUserPage(memory, 0, 0, policy),
        (memory) => startDma(memory, 0),
        (memory) => policy.dmaWrite(memory, 0),
        (memory) => policy.dmaWrite(memory, 0),
      ),
      actor(
        'clone',
        (memory) => syncFile(memory, policy),
        (memory) => shareBlock(memory, 0),
        (memory) => policy.reflinkAfterCopy(memory, 0),
        (memory) => syncFile(memory, policy),
      ),
      device,
    ],
    asks: 'clone changed',
  },
  'crossed-pins': {
    about:
      'Two users have a page pinned each and fault the page of the other, while two passes go over the file.',
    pages: 2,
    users: 2,
    writes: 0,
    parts: (policy) => [
      crossing(policy, 0, 0, 1),
      crossing(policy, 1, 1, 0),
      flusher(policy, 1),
      { ...flusher(policy, 1), name: 'flusher2' },
      device,
    ],
    asks: 'lost write',
  },
};

/** The report alone: what the device wrote is not what this program asks about. */
function withoutDmaWrite(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter((_, i) => i !== 2);
}
