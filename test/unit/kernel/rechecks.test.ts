import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  folioRefCount,
  layout,
  readFlags,
  readPte,
  shrinkFolio,
  tryHandleWriteFault,
  tryLockForWriteback,
} from '../../../src/kernel/index.ts';
import type * as Atomics from '#atomics';
import { pageWord } from '../../../src/kernel/layout/page-memory.ts';
import { after, perform, WRITEBACK } from './scene.ts';

const { PG_dirty, PG_locked, PG_private } = layout;

/** What another thread does between a step's look at the page and the moment at which it takes the page lock. */
const between = vi.hoisted(() => ({ act: undefined as (() => void) | undefined }));

vi.mock('#atomics', async (importOriginal) => {
  const native = await importOriginal<typeof Atomics>();
  return {
    ...native,
    or(words: Int32Array, index: number, mask: number): number {
      const act = between.act;
      if (act && (mask & 1) !== 0) {
        between.act = undefined;
        act();
      }
      return native.or(words, index, mask);
    },
  };
});

afterEach(() => {
  expect(between.act, 'the step did not take the page lock').toBeUndefined();
});

describe('a step that looked before it had the page lock looks again', () => {
  it('PG_locked is the bit by which the tests above notice the lock', () => expect(PG_locked).toBe(1));

  it('writeback: another pass has cleaned the page meanwhile', () => {
    const memory = after('fault');
    between.act = () => perform(memory, ...WRITEBACK);
    expect(tryLockForWriteback(memory, 0)).toBe(false);
    expect(readFlags(memory, 0)).toBe(PG_private);
    expect(memory.words[pageWord(0, layout.PAGE_PASS)]).toBe(layout.WB_IDLE);
  });

  it('write fault: another thread has handled the same fault meanwhile', () => {
    const memory = after();
    between.act = () => perform(memory, 'fault');
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
    between.act = () => perform(memory, 'fault');
    expect(shrinkFolio(memory, 0)).toBe(false);
    expect(readFlags(memory, 0)).toBe(PG_dirty | PG_private);
  });
});
