import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as core from '../../../../src/kernel/index.ts';
import type { Deadline, PageMemory } from '../../../../src/kernel/index.ts';
import { writeNextVersion } from '../../../../src/kernel/layout/contents.ts';
import { Machine, type Fibre } from '../../../../src/kernel/schedule/index.ts';
import { DESIGNS } from '../../../../src/kernel/schedule/generated/designs/index.ts';
import * as derivedContents from '../../../../src/kernel/schedule/generated/layout/contents.ts';

const KERNEL = join(import.meta.dirname, '../../../../src/kernel');
const GENERATED = join(KERNEL, 'schedule/generated');

const modules = readdirSync(GENERATED, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

type Exports = Readonly<Record<string, unknown>>;
const importFrom = async (folder: string, file: string): Promise<Exports> =>
  (await import(join(folder, file))) as Exports;

/** Every exported function of the derived form, by name. */
const derived = new Map<string, unknown>();
for (const file of modules) {
  for (const [name, value] of Object.entries(await importFrom(GENERATED, file))) derived.set(name, value);
}

describe('the derived form of the core', () => {
  it.each(modules)('%s exports what its source exports', async (file) => {
    const [ours, source] = [await importFrom(GENERATED, file), await importFrom(KERNEL, file)];
    expect(Object.keys(ours)).toEqual(Object.keys(source));
  });
});

type Arguments = readonly unknown[];
const PAGES = 2;
const USERS = 2;
/** In the past, so that nothing sleeps. */
const NEVER: Deadline = -1;
/** The memories that both forms are tried on: with nothing special, and with what the filesystem, devices and users can do. */
const SHAPES: readonly core.MemoryShape[] = [
  0,
  core.layout.FEATURE_BLOCK_MAP |
    core.layout.FEATURE_COW |
    core.layout.FEATURE_HOLES |
    core.layout.FEATURE_LEDGER,
  core.layout.FEATURE_BLOCK_MAP | core.layout.FEATURE_ORPHANS | core.layout.FEATURE_DIRECT_IO,
  core.layout.FEATURE_BLOCK_MAP | core.layout.FEATURE_ORPHANS | core.layout.FEATURE_DAX,
  core.layout.FEATURE_DEVICE_PTES |
    core.layout.FEATURE_THROTTLE |
    core.layout.FEATURE_MULTI_PAGE |
    core.layout.FEATURE_PARITY,
  core.layout.FEATURE_PRIVATE_PAGES | core.layout.FEATURE_DMA_LEDGER | core.layout.FEATURE_CROWDED,
].map((features) => ({
  pages: 2,
  users: 2,
  repeat: true,
  features,
  freeBlocks: 3,
  longTerm: [1],
  spares: 1,
}));
const page = fc.nat(PAGES - 1);
const user = fc.nat(USERS - 1);
const design = fc.constantFrom(...(Object.keys(DESIGNS) as (keyof typeof DESIGNS)[]));

/** How to call each function that the core exports and that works on shared memory, after the memory itself. */
const CALLS: Readonly<Record<string, fc.Arbitrary<Arguments>>> = {
  cloneVersion: fc.tuple(page),
  clearBit: fc.tuple(page, fc.constantFrom(core.layout.PG_dirty, core.layout.PG_private)),
  decideWriteback: fc.tuple(page, design),
  diskVersion: fc.tuple(page),
  dmaWrite: fc.tuple(user),
  dmaWritePrivate: fc.tuple(user),
  dmaWriteTail: fc.tuple(user),
  extendFile: fc.tuple(page),
  finishTruncate: fc.tuple(page, design, fc.constant(NEVER)),
  grantPrivatePage: fc.tuple(user, page),
  gupFastCheck: fc.tuple(user),
  gupFastCount: fc.tuple(user),
  gupFastRead: fc.tuple(user, page),
  invalidateFolio: fc.tuple(page),
  keepDirty: fc.tuple(page),
  mapInDevice: fc.tuple(user, page),
  newestVersion: fc.tuple(page),
  pinUserPageFast: fc.tuple(user, page),
  privateVersion: fc.tuple(user),
  redirtyAndTell: fc.tuple(page, fc.constant(core.layout.PG_drain)),
  refusePin: fc.tuple(user, page),
  releaseWriter: fc.tuple(design),
  reserveBlocks: fc.tuple(page, fc.nat(2)),
  reservePin: fc.tuple(user, page),
  shareBlock: fc.tuple(page),
  shrinkUnpinnedFolio: fc.tuple(page),
  throttleWriter: fc.constant([]),
  truncateFile: fc.tuple(design, fc.constant(NEVER)),
  truncatePage: fc.tuple(page),
  truncateStart: fc.constant([]),
  truncateUnpinned: fc.tuple(page),
  tryWritePrivatePage: fc.tuple(user),
  waitForUnpin: fc.tuple(page, fc.constant(NEVER), fc.constant('folioMaybeDmaPinned')),
  endPageWriteback: fc.tuple(page),
  finishDma: fc.tuple(user),
  folioMaybeDmaPinned: fc.tuple(page),
  folioPins: fc.tuple(page),
  folioRedirtyForWritepage: fc.tuple(page),
  folioRefCount: fc.tuple(page),
  fsyncReturn: fc.tuple(fc.constant(NEVER)),
  fsyncStart: fc.constant([]),
  handleWriteFault: fc.tuple(page, fc.constant(NEVER)),
  lockForWriteback: fc.tuple(page, fc.constant(NEVER)),
  lockPage: fc.tuple(page, fc.constant(NEVER)),
  memoryVersion: fc.tuple(page),
  pageMkclean: fc.tuple(page),
  pinUserPage: fc.tuple(user, page, design, fc.constant(NEVER)),
  readFlags: fc.tuple(page),
  readPte: fc.tuple(page),
  serveAllPages: fc.constant([]),
  setBit: fc.tuple(page, fc.constantFrom(core.layout.PG_dirty, core.layout.PG_private)),
  setPageDirtyLock: fc.tuple(user, design, fc.constant(NEVER)),
  shrinkFolio: fc.tuple(page),
  startDma: fc.tuple(user),
  startPageWriteback: fc.tuple(page),
  storeThroughMapping: fc.tuple(page),
  testAndClearBit: fc.tuple(page, fc.constant(core.layout.PG_dirty)),
  testAndSetBit: fc.tuple(page, fc.constant(core.layout.PG_dirty)),
  testBit: fc.tuple(page, fc.constant(core.layout.PG_writeback)),
  testClearPageDirty: fc.tuple(page),
  transferBio: fc.tuple(page),
  tryFsyncReturn: fc.constant([]),
  tryHandleWriteFault: fc.tuple(page),
  tryLockForWriteback: fc.tuple(page),
  tryPinUserPage: fc.tuple(user, page),
  trySetPageDirtyLock: fc.tuple(user),
  trylockPage: fc.tuple(page),
  unlockPage: fc.tuple(page),
  unpinUserPage: fc.tuple(user),
  userAt: fc.tuple(user),
  userPage: fc.tuple(user),
  waitOnPageWriteback: fc.tuple(page, fc.constant(NEVER)),
  writeCachePages: fc.tuple(design, fc.constant(undefined), fc.constant(NEVER)),
  writePage: fc.tuple(page),
};

/** Not called here: they are pure, make a memory, or are compared where the others call them. */
const INDIRECT = [
  'computeTuples',
  'crcT10Dif',
  'tuplesFit',
  'writeVersion',
  'baseline',
  'pinBlocksWriteback',
  'DESIGNS',
  'TORN',
  'strayPage',
];

type Answer = { readonly value: unknown } | { readonly thrown: string };

function attempt(call: () => unknown): Answer {
  try {
    return { value: call() };
  } catch (error) {
    return { thrown: (error as Error).message };
  }
}

/** Designs and functions are given by their names. */
const withPolicy = (
  designs: Readonly<Record<string, unknown>>,
  functions: Readonly<Record<string, unknown>>,
  given: Arguments,
): Arguments =>
  given.map((value) => (typeof value === 'string' ? (designs[value] ?? functions[value]) : value));

function plainly(memory: PageMemory, name: string, given: Arguments): Answer {
  const call = (core as Exports)[name] as (...all: Arguments) => unknown;
  return attempt(() => call(memory, ...withPolicy(core.DESIGNS, core, given)));
}

/** Runs the derived function as the only fibre of a machine, to its end. */
function asFibre(memory: PageMemory, name: string, given: Arguments): Answer {
  const call = derived.get(name) as (...all: Arguments) => unknown;
  let answer: unknown;
  function* operation(): Fibre<void> {
    const result = call(memory, ...withPolicy(DESIGNS, Object.fromEntries(derived), given));
    const isFibre = typeof result === 'object' && result !== null && Symbol.iterator in result;
    answer = isFibre ? yield* result as Fibre<unknown> : result;
  }
  const program = { cells: memory, fibres: [{ name: 'only', operations: [operation] }] };
  const machine = new Machine(program, { spuriousWakeUps: 0, timeOuts: 0 });
  machine.reset();
  for (let choices = machine.choices(); choices !== 0; choices = machine.choices()) machine.step(0);
  if (machine.failure) return { thrown: machine.failure.message.replace(/^only: /, '') };
  return { value: answer };
}

type Call = readonly [name: string, given: Arguments];

/** What a user and the device do in a row, so that calls in any order do not all come too early. */
const anyScript: fc.Arbitrary<readonly Call[]> = fc.tuple(user, page).map(([u, p]) => [
  ['pinUserPage', [u, p, 'baseline', NEVER]],
  ['startDma', [u]],
  ['dmaWrite', [u]],
  ['writeCachePages', ['baseline', undefined, NEVER]],
  ['transferBio', [p]],
  ['endPageWriteback', [p]],
  ['shrinkFolio', [p]],
  ['finishDma', [u]],
  ['trySetPageDirtyLock', [u]],
  ['unpinUserPage', [u]],
]);

/** A truncation from its start to the growth of the file. */
const anyTruncation: fc.Arbitrary<readonly Call[]> = page.map((p) => [
  ['truncateStart', []],
  ['truncatePage', [0]],
  ['truncatePage', [1]],
  ['extendFile', [p]],
  ['handleWriteFault', [p, NEVER]],
]);

/** A page that is clean and leaves the cache, or comes to be shared. */
const anyCleanPage: fc.Arbitrary<readonly Call[]> = fc
  .tuple(page, fc.constantFrom('invalidateFolio', 'shareBlock', 'shrinkUnpinnedFolio'))
  .map(([p, step]) => [
    ['handleWriteFault', [p, NEVER]],
    ['writeCachePages', ['baseline', undefined, NEVER]],
    ['serveAllPages', []],
    [step, [p]],
  ]);

/** Some calls, and now and then a few steps of a script. */
const anyCalls: fc.Arbitrary<readonly Call[]> = fc
  .array(
    fc.oneof(
      ...Object.entries(CALLS).map(([name, given]) => given.map((all): readonly Call[] => [[name, all]])),
      {
        weight: 12,
        arbitrary: fc
          .tuple(fc.oneof(anyScript, anyTruncation, anyCleanPage), fc.nat(10))
          .map(([script, length]) => script.slice(0, length)),
      },
    ),
    { minLength: 5, maxLength: 25 },
  )
  .map((parts) => parts.flat());

describe('both forms do the same', () => {
  it('and every function of the core that has a derived form is called here', () => {
    const both = Object.keys(core).filter((name) => derived.has(name) && !INDIRECT.includes(name));
    expect(Object.keys(CALLS).sort()).toEqual(both.sort());
  });

  const reached = new Set<string>();

  it.each(SHAPES)(
    'with the same bytes and the same answer after each of many calls in a row: $features',
    (shape) => {
      const property = fc.property(anyCalls, (calls) => {
        const [plain, fibre] = [core.createMemory(shape), core.createMemory(shape)];
        for (const [name, given] of calls) {
          const expected = plainly(plain, name, given);
          expect([name, given, asFibre(fibre, name, given)]).toEqual([name, given, expected]);
          expect(
            plain.bytes.every((byte, i) => byte === fibre.bytes[i]),
            `bytes after ${name}`,
          ).toBe(true);
          reached.add(`${name} ${'value' in expected ? String(expected.value) : 'thrown'}`);
        }
      });
      fc.assert(property, { numRuns: 60, seed: 7 });
    },
    120_000,
  );

  it('which did something, so that this cannot pass by doing nothing', () => {
    const steps = [
      'dmaWrite',
      'transferBio',
      'shrinkFolio',
      'trySetPageDirtyLock',
      'unpinUserPage',
      'mapInDevice',
    ];
    for (const step of [
      ...steps,
      'truncatePage',
      'extendFile',
      'invalidateFolio',
      'reservePin',
      'shareBlock',
    ])
      expect(reached).toContain(`${step} true`);
    expect(reached).toContain('unlockPage thrown');
  });

  it('also for the next version of a page', () => {
    const shape = { pages: 1, users: 0, repeat: false };
    const [plain, fibre] = [core.createMemory(shape), core.createMemory(shape)];
    writeNextVersion(plain, 0);
    derivedContents.writeNextVersion(fibre, 0);
    expect(fibre.bytes).toEqual(plain.bytes);
  });
});
