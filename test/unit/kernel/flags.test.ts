import { beforeEach, describe, expect, it } from 'vitest';
import {
  clearBit,
  readFlags,
  setBit,
  testAndClearBit,
  testAndSetBit,
  testBit,
} from '../../../src/kernel/flags/bits.ts';
import { lockPage, trylockPage, unlockPage } from '../../../src/kernel/flags/page-lock.ts';
import { startPageWriteback, waitOnPageWriteback } from '../../../src/kernel/flags/page-writeback.ts';
import { PG_dirty, PG_locked, PG_private, PG_waiters } from '../../../src/kernel/layout/constants.ts';
import { createMemory } from '../../../src/kernel/layout/create-memory.ts';
import type { PageMemory } from '../../../src/kernel/layout/page-memory.ts';

let memory: PageMemory;

beforeEach(() => {
  memory = createMemory({ pages: 2, users: 0, repeat: false });
});

const soon = () => performance.now() + 20;

describe('bits of the flag word', () => {
  it('are set, tested and cleared one by one, of one page', () => {
    setBit(memory, 1, PG_dirty);
    setBit(memory, 1, PG_private);
    clearBit(memory, 1, PG_dirty);
    expect([PG_dirty, PG_private].map((bit) => testBit(memory, 1, bit))).toEqual([false, true]);
    expect(readFlags(memory, 0)).toBe(0);
  });

  it('answer the value before when tested and changed', () => {
    expect(testAndSetBit(memory, 0, PG_dirty)).toBe(false);
    expect(testAndSetBit(memory, 0, PG_dirty)).toBe(true);
    expect(testAndClearBit(memory, 0, PG_dirty)).toBe(true);
    expect(testAndClearBit(memory, 0, PG_dirty)).toBe(false);
  });
});

describe('the page lock', () => {
  it('is held by one, and free after unlockPage', () => {
    expect(trylockPage(memory, 0)).toBe(true);
    expect(trylockPage(memory, 0)).toBe(false);
    expect(trylockPage(memory, 1)).toBe(true);
    unlockPage(memory, 0);
    expect(lockPage(memory, 0)).toBe(true);
  });

  it('is not waited for beyond the deadline', () => {
    lockPage(memory, 0);
    expect(lockPage(memory, 0, soon())).toBe(false);
    expect(lockPage(memory, 0, performance.now() - 1)).toBe(false);
  });

  it('leaves the other bits alone, and takes the mark of sleepers with it', () => {
    setBit(memory, 0, PG_dirty);
    lockPage(memory, 0);
    lockPage(memory, 0, soon());
    expect(readFlags(memory, 0)).toBe(PG_dirty | PG_locked | PG_waiters);
    unlockPage(memory, 0);
    expect(readFlags(memory, 0)).toBe(PG_dirty);
  });

  it('cannot be given back by somebody who does not hold it', () => {
    expect(() => unlockPage(memory, 1)).toThrow('page 1 is not locked');
  });
});

describe('waitOnPageWriteback', () => {
  it('does not wait for a page that is not under writeback', () => {
    expect(waitOnPageWriteback(memory, 0, performance.now() - 1)).toBe(true);
  });

  it('is not waited for beyond the deadline', () => {
    startPageWriteback(memory, 0);
    expect(waitOnPageWriteback(memory, 0, soon())).toBe(false);
  });
});
