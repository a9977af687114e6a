import { expect, it } from 'vitest';
import { cacheFolder } from '../../../src/tlc/index.ts';

it.each([
  [{ TRACEWRIGHT_CACHE: '/own', XDG_CACHE_HOME: '/xdg', HOME: '/home/u' }, 'linux', '/own'],
  [{ XDG_CACHE_HOME: '/xdg', HOME: '/home/u' }, 'linux', '/xdg/tracewright'],
  [{ XDG_CACHE_HOME: 'relative', HOME: '/home/u' }, 'linux', '/home/u/.cache/tracewright'],
  [{ TRACEWRIGHT_CACHE: '', HOME: '/home/u' }, 'linux', '/home/u/.cache/tracewright'],
  [{ HOME: '/Users/u' }, 'darwin', '/Users/u/Library/Caches/tracewright'],
] as const)('%j on %s: %s', (env, platform, expected) => {
  expect(cacheFolder(env, platform)).toBe(expected);
});
