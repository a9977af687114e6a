import { expect, it } from 'vitest';
import {
  createMemory,
  dmaWrite,
  finishTruncate,
  folioPins,
  folioRefCount,
  layout,
  pinUserPage,
  baseline,
  startDma,
  truncateFile,
  truncateStart,
  userPage,
} from '../../../src/kernel/index.ts';

it('truncation makes an orphan of a pinned page: the file has its pins no more, and its device writes nothing of the file', () => {
  const features = layout.FEATURE_BLOCK_MAP | layout.FEATURE_ORPHANS;
  const memory = createMemory({ pages: 1, users: 1, repeat: false, features });
  pinUserPage(memory, 0, 0, baseline);
  startDma(memory, 0);
  expect(truncateFile(memory, baseline)).toBe(true);
  expect([folioPins(memory, 0), folioRefCount(memory, 0)]).toEqual([0, layout.REF_PAGE_CACHE]);
  expect(userPage(memory, 0)).toBe(layout.NO_PAGE);
  expect(dmaWrite(memory, 0)).toBe(false);
});

it('truncation that was refused, by a lock that is gone meanwhile, waits for no pin if its design does not', () => {
  const features = layout.FEATURE_BLOCK_MAP | layout.FEATURE_ORPHANS;
  const memory = createMemory({ pages: 1, users: 1, repeat: false, features });
  pinUserPage(memory, 0, 0, baseline);
  truncateStart(memory);
  let calls = 0;
  const refusedOnce = {
    ...baseline,
    truncate: (...page: Parameters<typeof baseline.truncate>) => ++calls > 1 && baseline.truncate(...page),
  };
  expect(finishTruncate(memory, 0, refusedOnce, performance.now() + 50)).toBe(true);
  expect(calls).toBe(2);
});
