/**
 * Breaks the writeback and pin code of the kernel in one place at a time, and expects the tests to notice. A break that
 * survives is a hole in the tests. Exit code: 0 all noticed, 1 a break survived, 2 could not start.
 *
 * The breaks are made in copies of the project, never in the working tree, so that nothing has to be restored there and
 * two can be tried at a time; the copies go when the script ends, also by a signal.
 *
 * Usage: node scripts/break-kernel.mjs [--only <part of a name>] [-- <test command>...]
 *        node scripts/break-kernel.mjs --check    whether each break still fits the sources, without a test
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `find` must occur exactly once in src/kernel/`file`. */
const BREAKS = [
  {
    name: 'page_mkclean leaves the PTE writable',
    file: 'mm/page-mkclean.ts',
    find: '  writeProtect(memory, page);\n',
    replace: '',
  },
  {
    name: 'page_mkclean unmaps instead of write-protecting',
    file: 'mm/page-table.ts',
    find: 'readPte(memory, page) & ~PTE_WRITE',
    replace: '0',
  },
  {
    name: 'a pin needs no writable PTE',
    file: 'mm/pin-user-page.ts',
    find: '  const writable = pteIsWritable(memory, page);\n  if (writable) {\n    addPin',
    replace: '  const writable = true;\n  if (writable) {\n    addPin',
  },
  {
    name: 'a pin counts 1 instead of 1024',
    file: 'mm/gup-user.ts',
    find: 'folioRefAdd(memory, page, GUP_PIN_COUNTING_BIAS)',
    replace: 'folioRefAdd(memory, page, 1)',
  },
  {
    name: 'a busy user may pin again',
    file: 'mm/pin-user-page.ts',
    find: '  if (userAt(memory, user) !== USER_IDLE) return false;\n  // Look',
    replace: '  // Look',
  },
  {
    name: 'unpin while the device still writes',
    file: 'mm/unpin-user-page.ts',
    find: 'if (at === USER_PINNED || at === USER_MARKED) return true;',
    replace: 'if (at !== USER_IDLE) return true;',
  },
  {
    name: 'unpin keeps the reference',
    file: 'mm/unpin-user-page.ts',
    find: '  } else if (page >= 0) putPin(memory, page);',
    replace: '  }',
  },
  {
    name: 'maybe-pinned is off by one',
    file: 'mm/refcount.ts',
    find: 'folioRefCount(memory, page) >= GUP_PIN_COUNTING_BIAS',
    replace: 'folioRefCount(memory, page) > GUP_PIN_COUNTING_BIAS',
  },
  {
    name: 'the design does not look at pins',
    file: 'designs/pin-blocks-writeback/policy.ts',
    find: 'folioMaybeDmaPinned(memory, page) ? ',
    replace: 'folioMaybeDmaPinned(memory, page) && page < 0 ? ',
  },
  {
    name: 'the baseline looks at pins',
    file: 'designs/baseline/policy.ts',
    find: 'decide: proceed,',
    replace:
      "decide: (memory, page) => (memory.words[32 + 32 * page + 1]! < 1024 ? proceed(memory, page) : 'refused'),",
  },
  {
    name: 'a fault does not wait for stable pages',
    file: 'mm/handle-write-fault.ts',
    find: '!testBit(memory, page, PG_writeback | PG_drain) && ',
    replace: '!testBit(memory, page, PG_drain) && ',
  },
  {
    name: 'a fault attaches no private data',
    file: 'mm/handle-write-fault.ts',
    find: '    attachPrivate(memory, page);\n',
    replace: '',
  },
  {
    name: 'a fault does not mark the page dirty',
    file: 'mm/handle-write-fault.ts',
    find: '    dirtyFolio(memory, page);\n',
    replace: '',
  },
  {
    name: 'a fault counts its mapping twice',
    file: 'mm/page-table.ts',
    find: 'if ((readPte(memory, page) & PTE_PRESENT) === 0) folioRefAdd',
    replace: 'folioRefAdd',
  },
  {
    name: 'a store needs no writable PTE',
    file: 'mm/store-through-mapping.ts',
    find: 'const allowed = pteIsWritable(memory, page);',
    replace: 'const allowed = true;',
  },
  {
    name: "direct IO marks the file's page where its user has a private one",
    file: 'mm/dma.ts',
    find: '    folioPins(memory, userPage(memory, user)) > 0 &&\n',
    replace: '',
  },
  {
    name: 'a device writes after its completion',
    file: 'mm/dma.ts',
    find: 'export function dmaWrite(memory: PageMemory, user: number): boolean {\n  if (userAt(memory, user) !== USER_DMA) return false;',
    replace:
      'export function dmaWrite(memory: PageMemory, user: number): boolean {\n  if (userAt(memory, user) < USER_DMA) return false;',
  },
  {
    name: 'set_page_dirty_lock before the completion',
    file: 'mm/set-page-dirty-lock.ts',
    find: 'export function trySetPageDirtyLock(memory: PageMemory, user: number): boolean {\n  if (userAt(memory, user) !== USER_LANDED) return false;',
    replace:
      'export function trySetPageDirtyLock(memory: PageMemory, user: number): boolean {\n  if (userPage(memory, user) < 0) return false;',
  },
  {
    name: 'surprise dirty counts announced pages',
    file: 'fs/dirty-folio.ts',
    find: '  if ((before & PG_dirty) !== 0) return;\n  if ((before & PG_private) === 0 || lacksBlock(memory, page)) noteSurprise',
    replace: '  if ((before & PG_dirty) === 0) noteSurprise',
  },
  {
    name: 'surprise dirty is not noticed',
    file: 'fs/dirty-folio.ts',
    find: 'if ((before & PG_private) === 0 || lacksBlock(memory, page)) noteSurprise',
    replace: 'if (lacksBlock(memory, page)) noteSurprise',
  },
  {
    name: 'a pass locks a page under writeback',
    file: 'fs/lock-for-writeback.ts',
    find: '(flags & (PG_dirty | PG_writeback)) === PG_dirty',
    replace: '(flags & PG_dirty) === PG_dirty',
  },
  {
    name: 'a pass locks a clean page',
    file: 'fs/lock-for-writeback.ts',
    find: '(flags & (PG_dirty | PG_writeback)) === PG_dirty',
    replace: '(flags & PG_writeback) === 0',
  },
  {
    name: 'the decision comes before page_mkclean',
    file: 'fs/decide-writeback.ts',
    find: '!== WB_PROTECTED',
    replace: '> WB_PROTECTED',
  },
  {
    name: 'a page that is put off stays locked',
    file: 'mm/folio-redirty-for-writepage.ts',
    find: '  unlockPage(memory, page);\n',
    replace: '',
  },
  {
    name: 'a page that is put off keeps its pass',
    file: 'mm/folio-redirty-for-writepage.ts',
    find: '  store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);\n',
    replace: '',
  },
  {
    name: 'a page that is put off is not marked dirty again',
    file: 'mm/folio-redirty-for-writepage.ts',
    find: 'PG_dirty | PAGECACHE_TAG_DIRTY | told',
    replace: 'told',
  },
  {
    name: 'writeback does not look again under the page lock',
    file: 'fs/lock-for-writeback.ts',
    find: '  if (!needsWriting(readFlags(memory, page))) {\n    unlockPage(memory, page);\n    return false;\n  }\n',
    replace: '',
  },
  {
    name: 'a write fault does not look at the PTE again under the page lock',
    file: 'mm/handle-write-fault.ts',
    find: '!testBit(memory, page, PG_writeback | PG_drain) && !pteIsWritable(memory, page)',
    replace: '!testBit(memory, page, PG_writeback | PG_drain)',
  },
  {
    name: 'reclaim does not look again under the page lock',
    file: 'mm/shrink-folio.ts',
    find: '  const reclaimable = isReclaimable(memory, page);',
    replace: '  const reclaimable = true;',
  },
  {
    name: 'the dirty bit survives the pass',
    file: 'mm/test-clear-page-dirty.ts',
    find: 'clearBitAndWake(memory, page, PG_dirty | PG_drain)',
    replace: 'clearBitAndWake(memory, page, PG_drain)',
  },
  {
    name: 'the fsync tag survives the pass',
    file: 'flags/page-writeback.ts',
    find: '  clearBit(memory, page, tags);\n',
    replace: '',
  },
  {
    name: 'PG_writeback is not set',
    file: 'fs/write-page.ts',
    find: '  startPageWriteback(memory, page, PAGECACHE_TAGS);\n',
    replace: '',
  },
  {
    name: 'the page stays locked during its IO',
    file: 'fs/write-page.ts',
    find: '  unlockPage(memory, page);\n  submitBio(memory, page, STORAGE_MEMORY',
    replace: '  submitBio(memory, page, STORAGE_MEMORY',
  },
  {
    name: 'a page without private data is written',
    file: 'fs/write-page.ts',
    find: 'if (!testBit(memory, page, PG_private)) return false;',
    replace: 'if (testBit(memory, page, 0)) return false;',
  },
  {
    name: 'the bio has no guard tags of its own',
    file: 'block/submit-bio.ts',
    find: '  else computeTuples(memory, page, data, storageByte(memory, page, STORAGE_BIO_TUPLES));\n',
    replace: '',
  },
  {
    name: 'the device does not check the guard tags',
    file: 'block/transfer-bio.ts',
    find: 'if (tuplesFit(memory, page, fetched, tuples)) writeBlock',
    replace: 'if (fetched > 0) writeBlock',
  },
  {
    name: 'the device does not check the last sector',
    file: 'block/protection-tuples.ts',
    find: 'const at = tuples + sector * TUPLE_BYTES;\n    if',
    replace: 'const at = tuples + sector * TUPLE_BYTES;\n    if (sector === 7) continue;\n    if',
  },
  {
    name: 'the device keeps old tuples on the medium',
    file: 'block/transfer-bio.ts',
    find: '  memory.bytes.copyWithin(block + PAGE_BYTES, tuples, tuples + TUPLES_BYTES);\n',
    replace: '',
  },
  {
    name: 'the end of the bio leaves PG_writeback',
    file: 'flags/page-writeback.ts',
    find: 'clearBitAndWake(memory, page, PG_writeback)',
    replace: 'clearBitAndWake(memory, page, 0)',
  },
  {
    name: 'the end of the bio leaves the pass',
    file: 'flags/page-writeback.ts',
    find: '  store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);\n',
    replace: '',
  },
  {
    name: 'nobody is woken: the mark of sleepers stays',
    file: 'flags/flag-wait.ts',
    find: '~(bits | PG_waiters)',
    replace: '~bits',
  },
  {
    name: 'the page lock lets two in',
    file: 'flags/page-lock.ts',
    find: 'return !testAndSetBit(memory, page, PG_locked);',
    replace: 'return !testAndSetBit(memory, page, PG_locked) || page >= 0;',
  },
  {
    name: 'fsync tags clean pages',
    file: 'fs/fsync.ts',
    find: '(seen & PAGECACHE_TAG_DIRTY) !== 0',
    replace: 'seen >= 0',
  },
  {
    name: 'fsync does not wait for tagged pages',
    file: 'fs/fsync.ts',
    find: 'PAGECACHE_TAG_TOWRITE | PG_writeback',
    replace: 'PG_writeback',
  },
  {
    name: 'fsync does not wait for writeback',
    file: 'fs/fsync.ts',
    find: 'PAGECACHE_TAG_TOWRITE | PG_writeback',
    replace: 'PAGECACHE_TAG_TOWRITE',
  },
  {
    name: 'reclaim evicts a pinned page',
    file: 'mm/shrink-folio.ts',
    find: '  if (!folioRefFreeze(memory, page, references)) return;\n',
    replace: '',
  },
  {
    name: 'reclaim leaves the page mapped',
    file: 'mm/shrink-folio.ts',
    find: '    unmapPage(memory, page);\n    releasePrivate(memory, page);\n    evict',
    replace: '    releasePrivate(memory, page);\n    evict',
  },
  {
    name: 'reclaim spares the private data',
    file: 'mm/shrink-folio.ts',
    find: '    unmapPage(memory, page);\n    releasePrivate(memory, page);\n    evict',
    replace: '    unmapPage(memory, page);\n    evict',
  },
  {
    name: 'reclaim takes dirty pages',
    file: 'mm/shrink-folio.ts',
    find: 'PG_private | PG_dirty | PG_writeback)) ===',
    replace: 'PG_private | PG_writeback)) ===',
  },
  {
    name: 'reclaim does not read the page back',
    file: 'mm/shrink-folio.ts',
    find: '  readFolio(memory, page);\n',
    replace: '',
  },
  {
    name: 'set_page_writeback clears the tags first',
    file: 'flags/page-writeback.ts',
    find: '  setBit(memory, page, PG_writeback);\n  clearBit(memory, page, tags);\n',
    replace: '  clearBit(memory, page, tags);\n  setBit(memory, page, PG_writeback);\n',
  },
  {
    name: 'end_page_writeback clears PG_writeback before the pass is at its end',
    file: 'flags/page-writeback.ts',
    find: '  store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);\n  clearBitAndWake(memory, page, PG_writeback);\n',
    replace:
      '  clearBitAndWake(memory, page, PG_writeback);\n  store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);\n',
  },
  {
    name: 'a pass for integrity does not wait',
    file: 'fs/write-cache-pages.ts',
    find: 'deadline === undefined ? tryLockForWriteback(memory, page) : lockForWriteback(memory, page, deadline)',
    replace: 'deadline === undefined || lockForWriteback ? tryLockForWriteback(memory, page) : false',
  },
  {
    name: 'the device is not told of a bio',
    file: 'block/submit-bio.ts',
    find: '  notify(memory.words, HEADER_DOORBELL, 1);\n',
    replace: '  void notify;\n',
  },
  {
    name: 'a bio is published before its tags are computed',
    file: 'block/submit-bio.ts',
    find: '  else computeTuples(memory, page, data, storageByte(memory, page, STORAGE_BIO_TUPLES));\n',
    replace:
      '  else {\n    store(memory.words, pageWord(page, PAGE_PASS), WB_SUBMITTED);\n    computeTuples(memory, page, data, storageByte(memory, page, STORAGE_BIO_TUPLES));\n  }\n',
  },
  {
    name: 'a page that is put off is unlocked before the pass is at its end',
    file: 'mm/folio-redirty-for-writepage.ts',
    find: '  store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);\n  unlockPage(memory, page);\n',
    replace: '  unlockPage(memory, page);\n  store(memory.words, pageWord(page, PAGE_PASS), WB_IDLE);\n',
  },
  {
    name: 'a pin is counted without the page-table lock',
    file: 'mm/pin-user-page.ts',
    find: '  lockPageTable(memory, page);\n  const writable = pteIsWritable(memory, page);\n  if (writable) {\n    addPin',
    replace:
      '  const writable = pteIsWritable(memory, page);\n  void lockPageTable;\n  if (writable) {\n    addPin',
  },
  {
    name: 'get_user_pages_fast does not read the PTE again',
    file: 'mm/gup-fast.ts',
    find: 'if (pteIsWritable(memory, page)) setUserAt(memory, user, USER_PINNED);',
    replace: 'if (page >= 0) setUserAt(memory, user, USER_PINNED);',
  },
  {
    name: 'a long-term pin is granted',
    file: 'designs/refuse-long-term/policy.ts',
    find: 'isLongTerm(memory, user)',
    replace: 'isLongTerm(memory, user) && page < 0',
  },
  {
    name: 'a pass that drains forgets the flag',
    file: 'designs/pin-blocks-drain/policy.ts',
    find: 'redirtyAndTell(memory, page, PG_drain)',
    replace: 'redirtyAndTell(memory, page, 0)',
  },
  {
    name: 'nobody is asked for the page',
    file: 'designs/revocation/policy.ts',
    find: 'redirtyAndTell(memory, page, PG_revoke | PG_drain)',
    replace: 'redirtyAndTell(memory, page, PG_drain)',
  },
  {
    name: 'the last unpin leaves the request',
    file: 'mm/gup-user.ts',
    find: 'clearBitAndWake(memory, page, PG_revoke)',
    replace: 'clearBitAndWake(memory, page, 0)',
  },
  {
    name: 'the last unpin wakes nobody',
    file: 'mm/gup-user.ts',
    find: '  notify(memory.words, pageWord(page, PAGE_REFCOUNT), Infinity);\n',
    replace: '',
  },
  {
    name: 'a request outlives the pin that it was for',
    file: 'mm/ask-pin-holders.ts',
    find: '!folioMaybeDmaPinned(memory, page)',
    replace: 'false',
  },
  {
    name: 'a truncation that is refused unmaps the page',
    file: 'mm/page-table.ts',
    find: 'unmaps && clearPte(memory, page)',
    replace: 'clearPte(memory, page)',
  },
  {
    name: 'a pinned page is not drained: faults go on',
    file: 'mm/handle-write-fault.ts',
    find: '!testBit(memory, page, PG_writeback | PG_drain)',
    replace: '!testBit(memory, page, PG_writeback)',
  },
  {
    name: 'the copy design clears the dirty bit',
    file: 'mm/test-clear-page-dirty.ts',
    find: '!== WB_COPYING) return false;\n',
    replace: '!== WB_COPYING) return false;\n  clearBitAndWake(memory, page, PG_dirty);\n',
  },
  {
    name: 'the device reads the page instead of the copy',
    file: 'block/transfer-bio.ts',
    find: 'step === WB_COPIED ? STORAGE_COPY : STORAGE_MEMORY',
    replace: 'step === WB_COPIED ? STORAGE_MEMORY : STORAGE_MEMORY',
  },
  {
    name: 'a fault reserves no block',
    file: 'fs/block-map.ts',
    find: '  return reserveBlocks(memory, page, 1);\n',
    replace: '  return true;\n',
  },
  {
    name: 'a write that moves the page frees the old block at once',
    file: 'fs/block-map.ts',
    find: '      store(memory.words, pageWord(page, PAGE_OLD_BLOCK), old);\n',
    replace: '      store(memory.words, memory.blockRecords + old, 0);\n',
  },
  {
    name: 'the old block is lost',
    file: 'fs/block-map.ts',
    find: '  add(memory.words, isKept ? pageWord(page, PAGE_RESERVED) : HEADER_FREE_BLOCKS, 1);\n',
    replace: '  void isKept;\n',
  },
  {
    name: 'a block of a clone is written in place',
    file: 'fs/block-map.ts',
    find: '  return block === NO_BLOCK || isShared(memory, block);\n',
    replace: '  return block === NO_BLOCK;\n',
  },
  {
    name: 'a pin reserves no spares',
    file: 'mm/pin-user-page.ts',
    find: 'reserveBlocks(memory, page, sparesOfPin(memory))',
    replace: 'reserveBlocks(memory, page, 0)',
  },
  {
    name: 'truncation looks at no pins',
    file: 'fs/truncate.ts',
    find: '  if (isPinned(memory, page) || !trylockPage(memory, page)) return false;',
    replace: '  if (!trylockPage(memory, page)) return false;\n  isPinned = () => false;',
  },
  {
    name: 'truncation leaves the pins to the page',
    file: 'mm/gup-user.ts',
    find: '    else if (!hasFeature(memory, FEATURE_PRIVATE_PAGES)) putPin(memory, page);\n',
    replace: '',
  },
  {
    name: 'truncation keeps the block',
    file: 'fs/truncate.ts',
    find: '  freeBlock(memory, page);\n',
    replace: '',
  },
  {
    name: 'a notifier leaves the device its entry',
    file: 'mm/page-table.ts',
    find: 'readPte(memory, page) & ~PTE_WRITE);\n  unmapDevices(memory, page);\n',
    replace: 'readPte(memory, page) & ~PTE_WRITE);\n',
  },
  {
    name: 'a private page is not copied back',
    file: 'mm/set-page-dirty-lock.ts',
    find: '      memory.bytes.copyWithin(storageByte(memory, page, STORAGE_MEMORY), source, source + PAGE_BYTES);\n',
    replace: '      void [source, storageByte, STORAGE_MEMORY, PAGE_BYTES];\n',
  },
  {
    name: 'a writer that is throttled stores all the same',
    file: 'mm/store-through-mapping.ts',
    find: '  if (isThrottled(memory)) return false;\n',
    replace: '',
  },
  {
    name: 'pinned pages count against the dirty limit',
    file: 'designs/hybrid/policy.ts',
    find: 'isDirty(memory, page) && !isPinned(memory, page)',
    replace: 'isDirty(memory, page)',
  },
  {
    name: 'the hybrid trusts the biased count',
    file: 'designs/hybrid/policy.ts',
    find: 'folioMaybeDmaPinned(memory, page) && folioPins(memory, page) > 0',
    replace: 'folioMaybeDmaPinned(memory, page)',
  },
  {
    name: 'the tail is not zeroed',
    file: 'fs/write-page.ts',
    find: '  and(memory.words, pageWord(page, PAGE_TAIL), ~TAIL_MEMORY);\n',
    replace: '  void [and, TAIL_MEMORY, PAGE_TAIL];\n',
  },
  {
    name: 'fsync owes nothing',
    file: 'fs/fsync.ts',
    find: '  noteOwed(memory);\n',
    replace: '',
  },
  {
    name: 'parity is not written with its block',
    file: 'block/transfer-bio.ts',
    find: '  if (hasFeature(memory, FEATURE_PARITY)) writeParity(memory, page, fetched);\n',
    replace: '',
  },
  {
    name: 'parity is computed without the old block',
    file: 'block/parity.ts',
    find: 'words[to + i] = (words[from + i] as number) ^ (words[old + i] as number)',
    replace: 'words[to + i] = words[from + i] as number',
  },
  {
    name: 'parity goes to the first stripe',
    file: 'block/parity.ts',
    find: 'Math.trunc(page / STRIPE_BLOCKS)',
    replace: 'Math.trunc(page / 1000)',
  },
  {
    name: 'truncation waits for pins whatever the design says',
    file: 'fs/truncate.ts',
    find: 'policy.truncateWaits)',
    replace: 'folioMaybeDmaPinned)',
  },
];

const LANES = 2;
/** A break may make a test wait for ever; the tests take a few seconds. */
const LONGEST_TEST_MS = 90_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const { only, isCheck, command } = readArguments(process.argv.slice(2));
const breaks = BREAKS.filter(({ name }) => name.includes(only));
const copies = [];
const children = new Set();

process.on('exit', cleanUp);
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.on(signal, () => process.exit(code));
}

process.exitCode = await main();

async function main() {
  const misfits = breaks.flatMap(misfit);
  if (breaks.length === 0) misfits.push(`no break has "${only}" in its name`);
  if (misfits.length > 0) {
    console.error(misfits.join('\n'));
    return 2;
  }
  if (isCheck) {
    console.log(`${breaks.length} breaks of the kernel fit its sources.`);
    return 0;
  }
  const lanes = Array.from({ length: LANES }, copyProject);
  if ((await test(lanes[0])) !== 'passed') {
    console.error(`the tests do not pass without any break: ${command.join(' ')}`);
    return 2;
  }
  const queue = [...breaks];
  const results = new Map();
  await Promise.all(lanes.map((lane) => work(lane, queue, results)));
  return report(results);
}

function readArguments(args) {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const options = args.slice(0, end);
  const given = args.slice(end + 1);
  const projects = ['--project', 'unit'];
  const files = ['test/unit/kernel', 'test/unit/conformance/drivers'];
  if (existsSync(join(root, 'generated/conformance'))) {
    projects.push('--project', 'conformance');
    files.push('generated/conformance');
  }
  // The explorer's tests compare the sources with their derived form, which no break changes: they would notice every break.
  // The test of the mirror compares the designs with their specifications, also where it makes no difference.
  const others = [
    '--exclude',
    'test/unit/kernel/schedule/**',
    '--exclude',
    'test/unit/kernel/mirror.test.ts',
  ];
  const vitest = ['npx', 'vitest', 'run', '--bail', '1', ...projects, ...others, ...files];
  return {
    only: options[0] === '--only' ? (options[1] ?? '') : '',
    isCheck: options[0] === '--check',
    command: given.length > 0 ? given : vitest,
  };
}

function misfit({ name, file, find }) {
  const text = readFileSync(join(root, 'src/kernel', file), 'utf8');
  const times = text.split(find).length - 1;
  return times === 1 ? [] : [`"${name}": src/kernel/${file} has this text ${times} times, not once: ${find}`];
}

/** What the tests need; the libraries by a link. */
function copyProject() {
  const copy = mkdtempSync(join(tmpdir(), 'break-kernel-'));
  copies.push(copy);
  for (const part of [
    'src',
    'test',
    'generated',
    'specs',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ]) {
    if (existsSync(join(root, part))) {
      cpSync(join(root, part), join(copy, part), { recursive: true, verbatimSymlinks: true });
    }
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function work(lane, queue, results) {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const path = join(lane, 'src/kernel', next.file);
    const original = readFileSync(path, 'utf8');
    try {
      writeFileSync(
        path,
        original.replace(next.find, () => next.replace),
      );
      results.set(next, await test(lane));
    } finally {
      writeFileSync(path, original);
    }
  }
}

function test(cwd) {
  return new Promise((resolve) => {
    const [program, ...args] = command;
    const child = spawn(program, args, { cwd, stdio: 'ignore', detached: true });
    children.add(child);
    let answer = 'noticed';
    const clock = setTimeout(() => {
      answer = 'noticed (hung)';
      killGroup(child);
    }, LONGEST_TEST_MS);
    const end = (code) => {
      clearTimeout(clock);
      children.delete(child);
      resolve(code === 0 ? 'passed' : answer);
    };
    child.once('error', () => end(1));
    child.once('exit', end);
  });
}

function report(results) {
  for (const broken of breaks) {
    const answer = results.get(broken) === 'passed' ? 'SURVIVED' : results.get(broken);
    console.log(`${answer.padEnd(14)} ${broken.name}  (${broken.file})`);
  }
  const survivors = breaks.filter((broken) => results.get(broken) === 'passed').length;
  console.log(`${breaks.length - survivors} of ${breaks.length} breaks noticed.`);
  return survivors === 0 ? 0 : 1;
}

function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function cleanUp() {
  children.forEach(killGroup);
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
}
