/** The reference implementation of the page cache: all state in one SharedArrayBuffer, no knowledge of TLA+. */
export * as layout from './layout/constants.ts';
export {
  blockByte,
  hasFeature,
  memoryBytes,
  parityByte,
  pageWord,
  storageByte,
  userWord,
  type MemorySizes,
  type PageMemory,
} from './layout/page-memory.ts';
export { FEATURES, featureBits, incompatibleFeatures, type FeatureName } from './layout/features.ts';
export { createMemory, type MemoryShape } from './layout/create-memory.ts';
export { formatMemory, type MemoryUse } from './layout/format-memory.ts';
export { attachMemory, type AttachError, type AttachResult } from './layout/attach-memory.ts';
export { memoryVersion, privateVersion, TORN, writeVersion } from './layout/contents.ts';

export { clearBit, readFlags, setBit, testAndClearBit, testAndSetBit, testBit } from './flags/bits.ts';
export type { Deadline } from './flags/flag-wait.ts';
export { lockPage, trylockPage, unlockPage } from './flags/page-lock.ts';
export { endPageWriteback, startPageWriteback, waitOnPageWriteback } from './flags/page-writeback.ts';

export { folioMaybeDmaPinned, folioPins, folioRefCount } from './mm/refcount.ts';
export { readPte } from './mm/page-table.ts';
export { handleWriteFault, tryHandleWriteFault } from './mm/handle-write-fault.ts';
export { storeThroughMapping } from './mm/store-through-mapping.ts';
export { newestVersion } from './mm/newest-version.ts';
export { strayPage, userAt, userPage } from './mm/gup-user.ts';
export {
  grantPrivatePage,
  mapInDevice,
  pinUserPage,
  refusePin,
  reservePin,
  tryPinUserPage,
} from './mm/pin-user-page.ts';
export { gupFastCheck, gupFastCount, gupFastRead, pinUserPageFast } from './mm/gup-fast.ts';
export { unpinUserPage } from './mm/unpin-user-page.ts';
export { waitForUnpin } from './mm/wait-for-unpin.ts';
export { dmaWrite, dmaWritePrivate, dmaWriteTail, finishDma, startDma } from './mm/dma.ts';
export { setPageDirtyLock, trySetPageDirtyLock, tryWritePrivatePage } from './mm/set-page-dirty-lock.ts';
export { pageMkclean } from './mm/page-mkclean.ts';
export { keepDirty, testClearPageDirty } from './mm/test-clear-page-dirty.ts';
export { folioRedirtyForWritepage, redirtyAndTell } from './mm/folio-redirty-for-writepage.ts';
export { shrinkFolio, shrinkUnpinnedFolio } from './mm/shrink-folio.ts';
export { invalidateFolio } from './mm/invalidate-folio.ts';
export { releaseWriter, throttleWriter } from './mm/balance-dirty-pages.ts';

export { lockForWriteback, tryLockForWriteback } from './fs/lock-for-writeback.ts';
export { decideWriteback } from './fs/decide-writeback.ts';
export type { DesignPolicy, WritebackDecision } from './fs/design-policy.ts';
export { writePage } from './fs/write-page.ts';
export { fsyncReturn, fsyncStart, tryFsyncReturn } from './fs/fsync.ts';
export { writeCachePages } from './fs/write-cache-pages.ts';
export { cloneVersion, diskVersion } from './fs/disk-version.ts';
export { reserveBlocks } from './fs/block-map.ts';
export { shareBlock } from './fs/share-block.ts';
export {
  extendFile,
  finishTruncate,
  truncateFile,
  truncatePage,
  truncateStart,
  truncateUnpinned,
} from './fs/truncate.ts';

export { crcT10Dif } from './block/crc-t10dif.ts';
export { computeTuples, tuplesFit } from './block/protection-tuples.ts';
export { transferBio } from './block/transfer-bio.ts';

export { baseline } from './designs/baseline/policy.ts';
export { pinBlocksWriteback } from './designs/pin-blocks-writeback/policy.ts';
export { DESIGNS, type DesignName } from './designs/index.ts';

export { readCounts, type Counts } from './workers/counts.ts';
export { serveAllPages } from './actors/block-device.ts';
export { scrub, type Scrub } from './workers/scrub.ts';
export { heldLocks, type HeldLock } from './workers/held-locks.ts';
export { RUN_FEATURES, runFeatureProblem, type RunFeature } from './workers/run-features.ts';
export { prepareDeviceFile } from './workers/device-file.ts';
export {
  blocksOf,
  runFree,
  type FreeRun,
  type FreeRunReport,
  type WorkerFailure,
} from './workers/run-free.ts';

export { replayOnThreads, type ThreadReplay } from './workers/replay-on-threads.ts';

export * as explorer from './schedule/index.ts';
