import {
  decideWriteback,
  dmaWrite,
  endPageWriteback,
  finishDma,
  fsyncStart,
  layout,
  memoryVersion,
  pageMkclean,
  shrinkFolio,
  startDma,
  storeThroughMapping,
  testClearPageDirty,
  transferBio,
  tryFsyncReturn,
  tryHandleWriteFault,
  tryLockForWriteback,
  tryPinUserPage,
  trySetPageDirtyLock,
  unpinUserPage,
  userPage,
  writePage,
} from '../../../kernel/index.ts';
import type { Cast } from './cast.ts';
import type { PageCacheAction } from './types.ts';

/** For each action its step in the kernel, which answers whether it was possible. */
export type Steps = {
  readonly [A in PageCacheAction as A['name']]: (cast: Cast, parameters: A['parameters']) => boolean;
};

/** The actions as the kernel's non-blocking steps; whether one is possible is for the kernel to say. */
export const STEPS: Steps = {
  Fault: (cast, { p }) => tryHandleWriteFault(cast.memory, cast.page(p)),
  Store: (cast, { p }) =>
    hasNextVersion(cast, cast.page(p)) && storeThroughMapping(cast.memory, cast.page(p)),
  Pin: (cast, { u, p }) => tryPinUserPage(cast.memory, cast.user(u), cast.page(p)),
  DmaStart: (cast, { u }) => startDma(cast.memory, cast.user(u)),
  DmaWrite: (cast, { u }) => {
    const page = userPage(cast.memory, cast.user(u));
    return (page === layout.NO_PAGE || hasNextVersion(cast, page)) && dmaWrite(cast.memory, cast.user(u));
  },
  DmaDone: (cast, { u }) => finishDma(cast.memory, cast.user(u)),
  SetDirty: (cast, { u }) => trySetPageDirtyLock(cast.memory, cast.user(u)),
  Unpin: (cast, { u }) => unpinUserPage(cast.memory, cast.user(u)),
  WbLock: (cast, { p }) => tryLockForWriteback(cast.memory, cast.page(p)),
  WbProtect: (cast, { p }) => pageMkclean(cast.memory, cast.page(p)),
  WbDecide: (cast, { p }) => decideWriteback(cast.memory, cast.page(p), cast.policy) !== 'refused',
  WbClear: (cast, { p }) => testClearPageDirty(cast.memory, cast.page(p)),
  WbSubmit: (cast, { p }) => writePage(cast.memory, cast.page(p)),
  WbTransfer: (cast, { p }) => transferBio(cast.memory, cast.page(p)),
  WbEnd: (cast, { p }) => endPageWriteback(cast.memory, cast.page(p)),
  Fsync: (cast) => fsyncStart(cast.memory),
  FsyncReturn: (cast) => tryFsyncReturn(cast.memory),
  Reclaim: (cast, { p }) => shrinkFolio(cast.memory, cast.page(p)),
};

/** A bound of the model's environment, not of the kernel: writers stop at MaxVersion, so that there are finitely many states. */
function hasNextVersion({ memory, maxVersion }: Cast, page: number): boolean {
  return memoryVersion(memory, page) < maxVersion;
}
