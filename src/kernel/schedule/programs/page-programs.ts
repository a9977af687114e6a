import { createMemory } from '../../layout/create-memory.ts';
import type { PageMemory } from '../../layout/page-memory.ts';
import type { Fibre } from '../announce.ts';
import { serveForEver } from '../generated/actors/block-device.ts';
import { storeToPage } from '../generated/actors/store-to-page.ts';
import { syncFile } from '../generated/actors/sync-file.ts';
import { DESIGNS, type DesignName } from '../generated/designs/index.ts';
import { writeCachePages } from '../generated/fs/write-cache-pages.ts';
import type { DesignPolicy } from '../generated/fs/design-policy.ts';
import { finishDma, startDma } from '../generated/mm/dma.ts';
import { pinUserPage } from '../generated/mm/pin-user-page.ts';
import { setPageDirtyLock } from '../generated/mm/set-page-dirty-lock.ts';
import { unpinUserPage } from '../generated/mm/unpin-user-page.ts';
import type { FibreProgram, Program } from '../program.ts';
import { droppedDirty, wrongAtRest, wrongNow } from './judge-memory.ts';
import { nameOfWord, storageRegions } from './name-of-word.ts';

type Operation = (memory: PageMemory) => Fibre<unknown>;

/** One actor of a program, before it has a memory. */
interface Part {
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly isDaemon?: boolean;
}

/** A small program on a page memory. */
interface PageProgram {
  /** What it asks, in one sentence. */
  readonly about: string;
  readonly pages: number;
  readonly users: number;
  readonly parts: (policy: DesignPolicy) => readonly Part[];
  /** What is wrong at any moment, if the program asks about less than everything. */
  readonly wrongNow?: (memory: PageMemory) => string | undefined;
}

/** A user that pins, has its device write once, reports that, and unpins. */
const shortPin = (policy: DesignPolicy, user: number, page: number): Part => ({
  name: `user${user}`,
  operations: [
    (memory) => pinUserPage(memory, user, page, policy),
    (memory) => startDma(memory, user),
    (memory) => policy.dmaWrite(memory, user),
    (memory) => finishDma(memory, user),
    (memory) => setPageDirtyLock(memory, user, policy),
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
  operations: Array.from({ length: passes }, () => (memory) => writeCachePages(memory, policy)),
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
    wrongNow: droppedDirty,
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
    parts: (policy) => [longPin(policy, 0, 0), syncer(policy), device],
  },
};

/** The report alone: what the device wrote is not what this program asks about. */
function withoutDmaWrite(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter((_, i) => i !== 2);
}

/** The program of that name on the core with that design. */
export function pageProgram(name: string, design: DesignName): Program {
  const { pages, users, parts, wrongNow: judge = wrongNow } = PAGE_PROGRAMS[name] as PageProgram;
  const memory = createMemory({ pages, users, repeat: false });
  return {
    cells: memory,
    fibres: parts(DESIGNS[design]).map((part) => fibreOf(part, memory)),
    wrongNow: () => judge(memory),
    wrongAtEnd: () => wrongAtRest(memory),
    nameOfWord: (word) => nameOfWord(memory, word),
    regions: storageRegions(memory),
  };
}

function fibreOf({ operations, ...part }: Part, memory: PageMemory): FibreProgram {
  return { ...part, operations: operations.map((operation) => () => operation(memory)) };
}
