import {
  createMemory,
  baseline,
  decideWriteback,
  dmaWrite,
  endPageWriteback,
  finishDma,
  fsyncStart,
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
  writePage,
  type PageMemory,
} from '../../../src/kernel/index.ts';

/** Every step of the kernel on page 0 and user 0; each answers whether it was possible. */
export const steps = {
  fault: (m: PageMemory) => tryHandleWriteFault(m, 0),
  store: (m: PageMemory) => storeThroughMapping(m, 0),
  pin: (m: PageMemory) => tryPinUserPage(m, 0, 0),
  startDma: (m: PageMemory) => startDma(m, 0),
  dmaWrite: (m: PageMemory) => dmaWrite(m, 0),
  finishDma: (m: PageMemory) => finishDma(m, 0),
  setDirty: (m: PageMemory) => trySetPageDirtyLock(m, 0),
  unpin: (m: PageMemory) => unpinUserPage(m, 0),
  lock: (m: PageMemory) => tryLockForWriteback(m, 0),
  mkclean: (m: PageMemory) => pageMkclean(m, 0),
  decide: (m: PageMemory) => decideWriteback(m, 0, baseline) !== 'refused',
  clear: (m: PageMemory) => testClearPageDirty(m, 0),
  write: (m: PageMemory) => writePage(m, 0),
  transfer: (m: PageMemory) => transferBio(m, 0),
  end: (m: PageMemory) => endPageWriteback(m, 0),
  fsync: (m: PageMemory) => fsyncStart(m),
  fsyncReturn: (m: PageMemory) => tryFsyncReturn(m),
  reclaim: (m: PageMemory) => shrinkFolio(m, 0),
};

export type StepName = keyof typeof steps;

/** A pass from the page lock to the bio. */
export const PASS: readonly StepName[] = ['lock', 'mkclean', 'decide', 'clear', 'write'];
/** A pass and the work of the device. */
export const WRITEBACK: readonly StepName[] = [...PASS, 'transfer', 'end'];
/** What a user does with a page after it has faulted it in. */
export const USE: readonly StepName[] = ['pin', 'startDma', 'dmaWrite', 'finishDma', 'setDirty', 'unpin'];

/** A memory of two pages and one user after the given steps, all of which must be possible. */
export function after(...names: readonly StepName[]): PageMemory {
  const memory = createMemory({ pages: 2, users: 1, repeat: false });
  perform(memory, ...names);
  return memory;
}

/** Performs steps that must be possible. */
export function perform(memory: PageMemory, ...names: readonly StepName[]): void {
  for (const name of names) {
    if (!steps[name](memory)) throw new Error(`the step ${name} was refused in ${names.join(' ')}`);
  }
}

/** The steps that are possible now; that a refused step changes nothing is asserted by comparing all bytes. */
export function possibleSteps(memory: PageMemory): StepName[] {
  const before = memory.bytes.slice();
  return (Object.keys(steps) as StepName[]).filter((name) => {
    const done = steps[name](memory);
    if (!done && !sameBytes(before, memory.bytes))
      throw new Error(`${name} was refused, but changed the memory`);
    memory.bytes.set(before);
    return done;
  });
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.every((byte, i) => byte === b[i]);
