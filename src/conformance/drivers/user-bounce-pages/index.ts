import { DESIGNS } from '../../../kernel/index.ts';
import { createPageCacheDriver } from '../page-cache/driver.ts';
import type { PageCacheConstants, PageCacheDriver } from '../page-cache/types.ts';

/** A driver for specs/user-bounce-pages on the reference implementation. */
export function createDriver(constants: PageCacheConstants): PageCacheDriver {
  return createPageCacheDriver(DESIGNS['user-bounce-pages'], constants);
}
