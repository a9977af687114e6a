import {
  decideWriteback,
  dmaWriteTail,
  endPageWriteback,
  extendFile,
  finishDma,
  fsyncStart,
  gupFastCheck,
  gupFastCount,
  gupFastRead,
  hasFeature,
  invalidateFolio,
  layout,
  newestVersion,
  pageMkclean,
  pageWord,
  releaseWriter,
  shareBlock,
  startDma,
  strayPage,
  storeThroughMapping,
  throttleWriter,
  transferBio,
  truncateStart,
  tryFsyncReturn,
  tryHandleWriteFault,
  tryLockForWriteback,
  unpinUserPage,
  userPage,
} from '../../../kernel/index.ts';
import type { Cast } from './cast.ts';
import type { PageCacheAction } from './types.ts';

/** For each action its step in the kernel, which answers whether it was possible. */
export type Steps = {
  readonly [A in PageCacheAction as A['name']]: (cast: Cast, parameters: A['parameters']) => boolean;
};

/**
 * The actions as the kernel's non-blocking steps, those at the policy points through the design; whether one is possible is
 * for the kernel to say. A step that the kernel always has and the model only with a feature says so.
 */
export const STEPS: Steps = {
  Fault: (cast, { p }) => tryHandleWriteFault(cast.memory, cast.page(p)),
  Store: (cast, { p }) =>
    hasNextVersion(cast, cast.page(p)) && storeThroughMapping(cast.memory, cast.page(p)),
  Pin: (cast, { u, p }) => cast.policy.pin(cast.memory, cast.user(u), cast.page(p)),
  DmaStart: (cast, { u }) => startDma(cast.memory, cast.user(u)),
  DmaWrite: (cast, { u }) => mayWrite(cast, cast.user(u)) && cast.policy.dmaWrite(cast.memory, cast.user(u)),
  DmaWriteTail: (cast, { u }) => cast.features.has('tail') && dmaWriteTail(cast.memory, cast.user(u)),
  DmaDone: (cast, { u }) => finishDma(cast.memory, cast.user(u)),
  SetDirty: (cast, { u }) => cast.policy.setDirty(cast.memory, cast.user(u)),
  Unpin: (cast, { u }) => unpinUserPage(cast.memory, cast.user(u)),
  FastPinRead: (cast, { u, p }) =>
    cast.features.has('fast-gup') && gupFastRead(cast.memory, cast.user(u), cast.page(p)),
  FastPinCount: (cast, { u }) => gupFastCount(cast.memory, cast.user(u)),
  FastPinCheck: (cast, { u }) => gupFastCheck(cast.memory, cast.user(u)),
  WbLock: (cast, { p }) =>
    !hasFeature(cast.memory, layout.FEATURE_DAX) && tryLockForWriteback(cast.memory, cast.page(p)),
  WbProtect: (cast, { p }) => pageMkclean(cast.memory, cast.page(p)),
  WbDecide: (cast, { p }) => decideWriteback(cast.memory, cast.page(p), cast.policy) !== 'refused',
  WbClear: (cast, { p }) => cast.policy.clear(cast.memory, cast.page(p)),
  WbSubmit: (cast, { p }) => cast.policy.submit(cast.memory, cast.page(p)),
  WbTransfer: (cast, { p }) => transferBio(cast.memory, cast.page(p)),
  WbEnd: (cast, { p }) => endPageWriteback(cast.memory, cast.page(p)),
  Fsync: (cast) => !hasFeature(cast.memory, layout.FEATURE_DAX) && fsyncStart(cast.memory),
  FsyncReturn: (cast) => tryFsyncReturn(cast.memory),
  Reclaim: (cast, { p }) => cast.policy.reclaim(cast.memory, cast.page(p)),
  Invalidate: (cast, { p }) => cast.features.has('invalidate') && invalidateFolio(cast.memory, cast.page(p)),
  TruncateStart: (cast) => cast.features.has('truncate') && truncateStart(cast.memory),
  Truncate: (cast, { p }) => cast.policy.truncate(cast.memory, cast.page(p)),
  Extend: (cast, { p }) => cast.features.has('extend') && extendFile(cast.memory, cast.page(p)),
  Reflink: (cast, { p }) => cast.features.has('reflink') && shareBlock(cast.memory, cast.page(p)),
  ReflinkAfterCopy: (cast, { p }) =>
    cast.features.has('reflink') && cast.policy.reflinkAfterCopy(cast.memory, cast.page(p)),
  Throttle: (cast) => throttleWriter(cast.memory),
  Unthrottle: (cast) => releaseWriter(cast.memory, cast.policy),
};

/** A bound of the model's environment, not of the kernel: writers stop at MaxVersion, so that there are finitely many states. */
function hasNextVersion({ memory, maxVersion }: Cast, page: number): boolean {
  return newestVersion(memory, page) < maxVersion;
}

/** The same for a device; of a page that was thrown out of the cache one lost write is enough. */
function mayWrite(cast: Cast, user: number): boolean {
  const page = userPage(cast.memory, user);
  if (page < layout.NO_PAGE) return !isLost(cast, page);
  return page === layout.NO_PAGE || hasNextVersion(cast, page);
}

function isLost({ memory }: Cast, stray: number): boolean {
  return (memory.words[pageWord(strayPage(stray), layout.PAGE_LOST)] as number) > 0;
}
