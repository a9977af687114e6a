import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  baseline,
  createMemory,
  DESIGNS,
  diskVersion,
  dmaWrite,
  endPageWriteback,
  finishDma,
  folioPins,
  folioRefCount,
  fsyncReturn,
  fsyncStart,
  handleWriteFault,
  invalidateFolio,
  layout,
  lockPage,
  memoryVersion,
  pageMkclean,
  pageWord,
  pinBlocksWriteback,
  pinUserPage,
  pinUserPageFast,
  privateVersion,
  readFlags,
  readPte,
  reserveBlocks,
  setPageDirtyLock,
  shrinkFolio,
  startDma,
  startPageWriteback,
  storeThroughMapping,
  strayPage,
  testBit,
  transferBio,
  truncateFile,
  truncatePage,
  truncateStart,
  truncateUnpinned,
  tryHandleWriteFault,
  tryLockForWriteback,
  tryPinUserPage,
  trySetPageDirtyLock,
  unlockPage,
  unpinUserPage,
  userAt,
  userPage,
  waitForUnpin,
  writeCachePages,
  type DesignPolicy,
  type PageMemory,
} from '../../../src/kernel/index.ts';
import { shrinkFolioUnless } from '../../../src/kernel/mm/shrink-folio.ts';
import type * as Atomics from '#atomics';
import { after, perform, PASS, WRITEBACK } from './scene.ts';

const { FEATURE_BLOCK_MAP, FEATURE_COW, FEATURE_DAX, FEATURE_DEVICE_PTES, FEATURE_DIRECT_IO } = layout;
const { FEATURE_ORPHANS, FEATURE_PRIVATE_PAGES, FEATURE_THROTTLE } = layout;
const { PG_dirty, PG_locked, PG_private, PG_waiters, PG_writeback } = layout;

type Answer = 'ok' | 'timed-out' | 'not-equal';

/** What other threads do: before an atomic operation of the step under test, or while it sleeps. */
const others = vi.hoisted(() => ({
  act: undefined as (() => void) | undefined,
  actBefore: (_operation: string, _word: number, _value: number): boolean => false,
  sleeps: [] as number[],
  whileAsleep: [] as (() => Answer | undefined)[],
  notified: [] as number[],
}));

vi.mock('#atomics', async (importOriginal) => {
  const native = await importOriginal<typeof Atomics>();
  const interleave = (operation: string, word: number, value: number): void => {
    const act = others.act;
    if (!act || !others.actBefore(operation, word, value)) return;
    others.act = undefined;
    act();
  };
  return {
    ...native,
    or(words: Int32Array, word: number, value: number): number {
      interleave('or', word, value);
      return native.or(words, word, value);
    },
    sub(words: Int32Array, word: number, value: number): number {
      interleave('sub', word, value);
      return native.sub(words, word, value);
    },
    exchange(words: Int32Array, word: number, value: number): number {
      const before = native.exchange(words, word, value);
      interleave('after exchange', word, value);
      return before;
    },
    compareExchange(words: Int32Array, word: number, expected: number, value: number): number {
      interleave('compareExchange', word, value);
      return native.compareExchange(words, word, expected, value);
    },
    notify(words: Int32Array, word: number, count: number): number {
      others.notified.push(word);
      return native.notify(words, word, count);
    },
    wait(_words: Int32Array, word: number): Answer {
      others.sleeps.push(word);
      const act = others.whileAsleep.shift();
      if (!act) throw new Error('nobody would ever wake this thread');
      return act() ?? 'ok';
    },
  };
});

beforeEach(() => {
  others.act = undefined;
  others.sleeps = [];
  others.whileAsleep = [];
  others.notified = [];
});

afterEach(() => {
  expect(others.act, 'the step did not come to where others act').toBeUndefined();
  expect(others.whileAsleep, 'the step did not sleep that often').toEqual([]);
});

function before(operation: string, isThere: (word: number, value: number) => boolean, act: () => void): void {
  others.act = act;
  others.actBefore = (op, at, value) => op === operation && isThere(at, value);
}
const beforeLock = (act: () => void) => before('or', (_at, value) => value === PG_locked, act);
const whileAsleep = (...acts: (() => Answer | void)[]) => {
  others.whileAsleep = acts.map((act) => () => act() ?? undefined);
};

const past = () => performance.now() - 1;
const soon = () => performance.now() + 60_000;
const word = (memory: PageMemory, field: number, page = 0) => memory.words[pageWord(page, field)];
const memoryWith = (features: number, freeBlocks = 0) =>
  createMemory({ pages: 2, users: 2, repeat: false, features, freeBlocks });

describe('a step that looked before it had the page lock looks again', () => {
  it('writeback: another pass has cleaned the page meanwhile', () => {
    const memory = after('fault');
    beforeLock(() => perform(memory, ...WRITEBACK));
    expect(tryLockForWriteback(memory, 0)).toBe(false);
    expect(readFlags(memory, 0)).toBe(PG_private);
    expect(word(memory, layout.PAGE_PASS)).toBe(layout.WB_IDLE);
  });

  it('write fault: another thread has handled the same fault meanwhile', () => {
    const memory = after();
    beforeLock(() => perform(memory, 'fault'));
    expect(tryHandleWriteFault(memory, 0)).toBe(false);
    const once = after('fault');
    expect([readFlags(memory, 0), readPte(memory, 0), folioRefCount(memory, 0)]).toEqual([
      readFlags(once, 0),
      readPte(once, 0),
      folioRefCount(once, 0),
    ]);
  });

  it('reclaim: a write fault has made the page dirty meanwhile', () => {
    const memory = after('fault', ...WRITEBACK);
    beforeLock(() => perform(memory, 'fault'));
    expect(shrinkFolio(memory, 0)).toBe(false);
    expect(readFlags(memory, 0)).toBe(PG_dirty | PG_private);
  });

  it('invalidation: a write fault has made the page dirty meanwhile', () => {
    const memory = after('fault', ...WRITEBACK);
    beforeLock(() => perform(memory, 'fault'));
    expect(invalidateFolio(memory, 0)).toBe(false);
    expect(readFlags(memory, 0)).toBe(PG_dirty | PG_private);
  });

  it.each([
    ['truncatePage', truncatePage],
    ['truncateUnpinned', truncateUnpinned],
  ])('%s: the page is under writeback meanwhile', (_name, truncate) => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
    truncateStart(memory);
    beforeLock(() => startPageWriteback(memory, 0));
    expect(truncate(memory, 0)).toBe(false);
    expect(readFlags(memory, 0) & (PG_locked | PG_writeback)).toBe(PG_writeback);
    expect(word(memory, layout.PAGE_EOF)).toBe(layout.EOF_TRUNCATING);
  });

  it('truncation: another thread has removed the page meanwhile', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
    truncateStart(memory);
    beforeLock(() => expect(truncatePage(memory, 0)).toBe(true));
    expect(truncatePage(memory, 0)).toBe(false);
    expect(memory.words[layout.HEADER_TRUNCATING]).toBe(1);
  });

  it('the report of a user: truncation has taken its page away meanwhile', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
    pinUserPage(memory, 0, 0, baseline);
    startDma(memory, 0);
    finishDma(memory, 0);
    beforeLock(() => truncateFile(memory, baseline));
    expect(trySetPageDirtyLock(memory, 0)).toBe(true);
    expect(testBit(memory, 0, PG_dirty)).toBe(false);
  });

  it('direct IO: truncation has taken the page away from its user meanwhile', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS | FEATURE_DIRECT_IO);
    pinUserPage(memory, 0, 0, baseline);
    beforeLock(() => truncateFile(memory, baseline));
    expect(startDma(memory, 0)).toBe(true);
    expect(testBit(memory, 0, PG_dirty)).toBe(false);
  });
});

describe('a step that looked before it had the page lock looks again, also', () => {
  it('reclaim that spares pinned pages: another thread has reclaimed the page meanwhile', () => {
    const memory = after('fault', ...WRITEBACK);
    const never = () => false;
    beforeLock(() => expect(shrinkFolioUnless(memory, 0, never)).toBe(true));
    expect(shrinkFolioUnless(memory, 0, never)).toBe(false);
    expect(word(memory, layout.PAGE_EVICTED)).toBe(1);
  });

  it('a private page that is handed back: the page is under writeback meanwhile, or no longer in the file', () => {
    const landed = (features = 0) => {
      const memory = memoryWith(FEATURE_PRIVATE_PAGES | features);
      pinUserPage(memory, 0, 0, DESIGNS['user-bounce-pages']);
      startDma(memory, 0);
      DESIGNS['user-bounce-pages'].dmaWrite(memory, 0);
      finishDma(memory, 0);
      return memory;
    };
    const busy = landed();
    beforeLock(() => startPageWriteback(busy, 0));
    expect(DESIGNS['user-bounce-pages'].setDirty(busy, 0)).toBe(false);
    expect([memoryVersion(busy, 0), privateVersion(busy, 0)]).toEqual([0, 1]);
    const gone = landed(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
    beforeLock(() => truncateFile(gone, baseline));
    expect(DESIGNS['user-bounce-pages'].setDirty(gone, 0)).toBe(true);
    expect([memoryVersion(gone, 0), testBit(gone, 0, PG_dirty)]).toEqual([0, false]);
  });
});

it('a page is tagged for fsync although its flags change meanwhile', () => {
  const memory = after('fault');
  before(
    'compareExchange',
    (at) => at === pageWord(0, layout.PAGE_FLAGS),
    () => lockPage(memory, 0),
  );
  expect(fsyncStart(memory)).toBe(true);
  expect(testBit(memory, 0, layout.PAGECACHE_TAG_TOWRITE)).toBe(true);
});

it('fsync sleeps for the pages of the file, and for nothing behind them', () => {
  const memory = after('fault', 'pin', 'startDma', 'fsync', ...PASS);
  expect(userAt(memory, 0)).toBe(layout.PG_writeback);
  whileAsleep(() => perform(memory, 'transfer', 'end'));
  expect(fsyncReturn(memory, soon())).toBe(true);
  expect(others.sleeps).toEqual([pageWord(0, layout.PAGE_FLAGS)]);
});

it('a fast pin is given back if the page is write-protected meanwhile', () => {
  const memory = after('fault');
  const refcount = pageWord(0, layout.PAGE_REFCOUNT);
  before(
    'compareExchange',
    (at) => at === refcount,
    () => perform(memory, 'lock', 'mkclean'),
  );
  expect(pinUserPageFast(memory, 0, 0)).toBe(false);
  expect([folioPins(memory, 0), userAt(memory, 0)]).toEqual([0, layout.USER_IDLE]);
});

it('a device writes nothing to a page that truncation takes away before it has the page-table lock', () => {
  const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
  pinUserPage(memory, 0, 0, baseline);
  startDma(memory, 0);
  before(
    'compareExchange',
    (at) => at === pageWord(0, layout.PAGE_PTL),
    () => truncateFile(memory, baseline),
  );
  expect(dmaWrite(memory, 0)).toBe(false);
  expect(memoryVersion(memory, 0)).toBe(0);
});

describe('no pin comes between the look for pins and the unmap', () => {
  it('of a truncation that waits for pins', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
    handleWriteFault(memory, 0);
    truncateStart(memory);
    before(
      'after exchange',
      (_at, value) => value === layout.PTL_FREE,
      () => expect(tryPinUserPage(memory, 0, 0)).toBe(false),
    );
    expect(truncateUnpinned(memory, 0)).toBe(true);
  });
});

describe('counts that others change meanwhile', () => {
  it('a fast pin counts although another came first, and never too little', () => {
    const memory = createMemory({ pages: 1, users: 2, repeat: false });
    handleWriteFault(memory, 0);
    const refcount = pageWord(0, layout.PAGE_REFCOUNT);
    before(
      'compareExchange',
      (at) => at === refcount,
      () => tryPinUserPage(memory, 1, 0),
    );
    expect(pinUserPageFast(memory, 0, 0)).toBe(true);
    expect([folioPins(memory, 0), folioRefCount(memory, 0)]).toEqual([2, 3 + 2 * 1024]);
  });

  it('whoever gives the last reference of a pin back wakes those that wait for it, whoever gave the last pin back', () => {
    const memory = createMemory({ pages: 1, users: 2, repeat: false });
    handleWriteFault(memory, 0);
    for (const user of [0, 1]) tryPinUserPage(memory, user, 0);
    let notifiedBefore = -1;
    const refcount = pageWord(0, layout.PAGE_REFCOUNT);
    before(
      'sub',
      (at) => at === refcount,
      () => {
        unpinUserPage(memory, 1);
        notifiedBefore = others.notified.length;
        expect(folioRefCount(memory, 0)).toBe(3 + 1024);
      },
    );
    unpinUserPage(memory, 0);
    expect(others.notified.slice(notifiedBefore)).toContain(refcount);
  });
});

describe('a write fault sleeps', () => {
  it('until the page is unlocked, whether it writes in place or has its block reserved or finds one', () => {
    const [inPlace, reserved, free] = [
      memoryWith(FEATURE_BLOCK_MAP),
      memoryWith(FEATURE_BLOCK_MAP | FEATURE_COW, 1),
      memoryWith(FEATURE_BLOCK_MAP | FEATURE_COW, 1),
    ];
    reserveBlocks(reserved, 0, 1);
    for (const memory of [inPlace, reserved, free]) {
      lockPage(memory, 0);
      whileAsleep(() => unlockPage(memory, 0));
      expect(handleWriteFault(memory, 0, soon())).toBe(true);
    }
    expect(others.sleeps).toEqual(Array(3).fill(pageWord(0, layout.PAGE_FLAGS)));
  });

  it('not at all if the page is unlocked before it would', () => {
    const memory = memoryWith(0);
    lockPage(memory, 0);
    before(
      'or',
      (_at, value) => value === PG_waiters,
      () => unlockPage(memory, 0),
    );
    expect(handleWriteFault(memory, 0, soon())).toBe(true);
    expect(others.sleeps).toEqual([]);
  });

  it('while writers are throttled, until somebody wakes it or its deadline has passed', () => {
    const memory = memoryWith(FEATURE_THROTTLE);
    const throttle = (on: number) => (memory.words[layout.HEADER_THROTTLED] = on);
    throttle(1);
    expect(handleWriteFault(memory, 0, past())).toBe(false);
    expect(others.sleeps).toEqual([]);
    whileAsleep(() => 'timed-out');
    expect(handleWriteFault(memory, 0, soon())).toBe(false);
    whileAsleep(
      () => undefined,
      () => void throttle(0),
    );
    expect(handleWriteFault(memory, 0, soon())).toBe(true);
    expect(others.sleeps).toEqual(Array(3).fill(layout.HEADER_THROTTLED));
  });

  it('no more at the moment of its deadline', () => {
    const memory = memoryWith(FEATURE_THROTTLE);
    memory.words[layout.HEADER_THROTTLED] = 1;
    const now = vi.spyOn(performance, 'now').mockReturnValue(5);
    expect(handleWriteFault(memory, 0, 5)).toBe(false);
    now.mockRestore();
  });
});

describe('a pass that waits for the unpin where it stands', () => {
  const policy = DESIGNS['pin-blocks-locked'];
  const pinned = () => after('fault', 'pin');

  it('sleeps until then, and writes the page', () => {
    const memory = pinned();
    whileAsleep(() => void unpinUserPage(memory, 0));
    expect(writeCachePages(memory, policy, soon(), soon())).toBe(1);
    expect(testBit(memory, 0, PG_writeback)).toBe(true);
    expect(others.sleeps).toEqual([pageWord(0, layout.PAGE_REFCOUNT)]);
  });

  it('puts the page off when its time is over, and counts that', () => {
    const memory = pinned();
    whileAsleep(() => 'timed-out');
    expect(writeCachePages(memory, policy, soon(), soon())).toBe(0);
    expect(word(memory, layout.PAGE_WAITED_IN_VAIN)).toBe(1);
    expect(readFlags(memory, 0) & (PG_dirty | PG_locked | PG_writeback)).toBe(PG_dirty);
    expect(writeCachePages(memory, policy, soon(), past())).toBe(0);
    expect(word(memory, layout.PAGE_WAITED_IN_VAIN)).toBe(2);
  });

  it('does nothing more to a page that is put off: it may be in another pass already', () => {
    const never = () => {
      throw new Error('the page is no longer in this pass');
    };
    const blocks: DesignPolicy = { ...pinBlocksWriteback, clear: never, submit: never };
    expect(writeCachePages(pinned(), blocks)).toBe(0);
  });

  it('waits for no page that nobody has pinned, whatever the design says', () => {
    expect(waitForUnpin(after('fault'), 0, soon(), () => true)).toBe(true);
  });
});

it('a user that waits with its report for a page which truncation takes away is done', () => {
  const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
  pinUserPage(memory, 0, 0, baseline);
  startDma(memory, 0);
  finishDma(memory, 0);
  let calls = 0;
  const refusedOnce: DesignPolicy = {
    ...baseline,
    setDirty(m, user) {
      if (++calls > 1) return baseline.setDirty(m, user);
      truncateFile(m, baseline);
      return false;
    },
  };
  expect(setPageDirtyLock(memory, 0, refusedOnce, soon())).toBe(true);
  expect([calls, userPage(memory, 0)]).toEqual([2, layout.NO_PAGE]);
});

it('the lock of a page table that is held is waited for', () => {
  const memory = after('fault');
  const lock = pageWord(0, layout.PAGE_PTL);
  memory.words[lock] = layout.PTL_HELD;
  whileAsleep(() => void (memory.words[lock] = layout.PTL_FREE));
  expect(tryPinUserPage(memory, 0, 0)).toBe(true);
  expect(others.sleeps).toEqual([lock]);
  expect(memory.words[lock]).toBe(layout.PTL_FREE);
});

describe('pages and their users', () => {
  it('a fast pin needs a writable PTE', () => {
    expect(pinUserPageFast(after('fault'), 0, 0)).toBe(true);
    const memory = after();
    expect(pinUserPageFast(memory, 0, 0)).toBe(false);
    expect(userAt(memory, 0)).toBe(layout.USER_IDLE);
  });

  it('a page that is thrown out of the cache takes its pins along; what a device then writes is lost', () => {
    const memory = after('fault', 'pin', 'startDma', ...WRITEBACK);
    expect(invalidateFolio(memory, 0)).toBe(true);
    expect([userPage(memory, 0), folioPins(memory, 0)]).toEqual([strayPage(0), 0]);
    expect(dmaWrite(memory, 0)).toBe(true);
    expect([word(memory, layout.PAGE_LOST), word(memory, layout.PAGE_LOST, 1)]).toEqual([1, 0]);
  });

  it('a stray page is no page, tells which it was, and is not the missing one', () => {
    for (const page of [0, 1, 7]) {
      expect(strayPage(page)).toBeLessThan(layout.NO_PAGE);
      expect(strayPage(strayPage(page))).toBe(page);
    }
  });

  it('a pass takes a page from the devices that map it, and no other page', () => {
    const memory = memoryWith(FEATURE_DEVICE_PTES);
    const policy = DESIGNS['device-page-tables'];
    for (const page of [0, 1]) expect(pinUserPage(memory, page, page, policy)).toBe(true);
    tryLockForWriteback(memory, 0);
    pageMkclean(memory, 0);
    expect([0, 1].map((user) => userAt(memory, user))).toEqual([layout.USER_IDLE, layout.USER_DMA]);
  });

  it('a private page begins with what its page holds', () => {
    const memory = memoryWith(FEATURE_PRIVATE_PAGES);
    handleWriteFault(memory, 1);
    storeThroughMapping(memory, 1);
    expect(pinUserPage(memory, 0, 1, DESIGNS['user-bounce-pages'])).toBe(true);
    expect(privateVersion(memory, 0)).toBe(1);
  });

  it('direct IO makes a page dirty again that a pass has cleaned under its pin', () => {
    const memory = memoryWith(FEATURE_DIRECT_IO);
    pinUserPage(memory, 0, 0, baseline);
    perform(memory, ...PASS);
    expect(testBit(memory, 0, PG_dirty)).toBe(false);
    expect(startDma(memory, 0)).toBe(true);
    expect(testBit(memory, 0, PG_dirty)).toBe(true);
  });

  it('a truncation that begins leaves alone what is beyond the end of the file', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_ORPHANS);
    truncateFile(memory, baseline);
    memory.words[pageWord(0, layout.PAGE_EOF)] = 0;
    expect(truncateStart(memory)).toBe(true);
    expect([0, 1].map((page) => word(memory, layout.PAGE_EOF, page))).toEqual([
      layout.EOF_TRUNCATING,
      layout.EOF_BEYOND,
    ]);
  });

  it('a write to a block that no clone has changes no clone', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP);
    handleWriteFault(memory, 0);
    storeThroughMapping(memory, 0);
    writeCachePages(memory, baseline);
    expect([transferBio(memory, 0), endPageWriteback(memory, 0)]).toEqual([true, true]);
    expect([diskVersion(memory, 0), word(memory, layout.PAGE_CLONE_CHANGED)]).toEqual([1, 0]);
  });

  it('with DAX a device may write the block of a page that is still in the file', () => {
    const memory = memoryWith(FEATURE_BLOCK_MAP | FEATURE_DAX | FEATURE_ORPHANS);
    pinUserPage(memory, 0, 0, baseline);
    startDma(memory, 0);
    expect(dmaWrite(memory, 0)).toBe(true);
    expect(word(memory, layout.PAGE_FREED_WRITTEN)).toBe(0);
  });

  it.each(Object.entries(DESIGNS))('the policy of %s has its name', (name, policy) => {
    expect(policy.name).toBe(name);
  });
});
