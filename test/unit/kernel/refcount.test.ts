import { beforeEach, describe, expect, it } from 'vitest';
import { createMemory } from '../../../src/kernel/layout/create-memory.ts';
import type { PageMemory } from '../../../src/kernel/layout/page-memory.ts';
import { addPin, putPin } from '../../../src/kernel/mm/gup-user.ts';
import {
  folioMaybeDmaPinned,
  folioPins,
  folioPutRefs,
  folioRefAdd,
  folioRefCount,
  folioRefFreeze,
  folioRefUnfreeze,
} from '../../../src/kernel/mm/refcount.ts';

let memory: PageMemory;

beforeEach(() => {
  memory = createMemory({ pages: 1, users: 0, repeat: false });
});

describe('the reference count', () => {
  it('starts with the reference of the page cache', () => {
    expect(folioRefCount(memory, 0)).toBe(1);
  });

  it('counts pins 1024 each, beside ordinary references', () => {
    addPin(memory, 0);
    addPin(memory, 0);
    folioRefAdd(memory, 0, 2);
    expect([folioRefCount(memory, 0), folioPins(memory, 0)]).toEqual([2051, 2]);
    putPin(memory, 0);
    expect([folioRefCount(memory, 0), folioPins(memory, 0)]).toEqual([1027, 1]);
  });

  it('says "maybe pinned" from one pin on, and also for 1024 ordinary references', () => {
    folioRefAdd(memory, 0, 1022);
    expect(folioMaybeDmaPinned(memory, 0)).toBe(false);
    folioRefAdd(memory, 0, 1);
    expect(folioMaybeDmaPinned(memory, 0)).toBe(true);
  });

  it('is frozen only if it is exactly what was expected', () => {
    folioRefAdd(memory, 0, 1);
    expect(folioRefFreeze(memory, 0, 1)).toBe(false);
    expect(folioRefCount(memory, 0)).toBe(2);
    expect(folioRefFreeze(memory, 0, 2)).toBe(true);
    expect(folioRefCount(memory, 0)).toBe(0);
    folioRefUnfreeze(memory, 0, 1);
    expect(folioRefCount(memory, 0)).toBe(1);
  });

  it('never reaches 0 by giving references back', () => {
    expect(() => folioPutRefs(memory, 0, 1)).toThrow('page 0 has fewer than 2 references');
  });
});
