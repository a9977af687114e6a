import { expect, it } from 'vitest';
import {
  createMemory,
  DESIGNS,
  handleWriteFault,
  layout,
  pinUserPage,
  releaseWriter,
  throttleWriter,
  unpinUserPage,
  type DesignName,
  type PageMemory,
} from '../../../src/kernel/index.ts';

/** All pages are dirty, the first one is pinned, and a writer waits. */
function throttled(design: DesignName): PageMemory {
  const memory = createMemory({ pages: 2, users: 1, repeat: false, features: layout.FEATURE_THROTTLE });
  pinUserPage(memory, 0, 0, DESIGNS[design]);
  expect(throttleWriter(memory)).toBe(false);
  handleWriteFault(memory, 1);
  expect(throttleWriter(memory)).toBe(true);
  return memory;
}

it.each(['baseline', 'revocation'] as const)('%s: a writer waits while all pages are dirty', (design) => {
  expect(releaseWriter(throttled(design), DESIGNS[design])).toBe(false);
});

it('hybrid: a pinned page does not count against the dirty limit, because nobody can clean it', () => {
  const memory = throttled('hybrid');
  expect(releaseWriter(memory, DESIGNS.hybrid)).toBe(true);
  expect(releaseWriter(memory, DESIGNS.hybrid)).toBe(false);
});

it('hybrid: a page that was unpinned counts again', () => {
  const memory = throttled('hybrid');
  unpinUserPage(memory, 0);
  expect(releaseWriter(memory, DESIGNS.hybrid)).toBe(false);
});
