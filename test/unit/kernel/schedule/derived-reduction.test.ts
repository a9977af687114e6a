import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemory, layout, pageWord, type PageMemory } from '../../../../src/kernel/index.ts';
import { setBit, testAndClearBit } from '../../../../src/kernel/schedule/generated/flags/bits.ts';
import {
  lockPage,
  trylockPage,
  unlockPage,
} from '../../../../src/kernel/schedule/generated/flags/page-lock.ts';
import { waitOnPageWriteback } from '../../../../src/kernel/schedule/generated/flags/page-writeback.ts';
import { storeThroughMapping } from '../../../../src/kernel/schedule/generated/mm/store-through-mapping.ts';
import { tryHandleWriteFault } from '../../../../src/kernel/schedule/generated/mm/handle-write-fault.ts';
import { folioRefAdd, folioRefFreeze } from '../../../../src/kernel/schedule/generated/mm/refcount.ts';
import { EXHAUSTIVE, search, type Fibre, type SearchOptions } from '../../../../src/kernel/schedule/index.ts';
import { add } from '../../../../src/kernel/schedule/announce.ts';

/** Operations of the core that fit into a few steps; what they answer is added up in a word of the page. */
const OPERATIONS: Readonly<Record<string, (memory: PageMemory) => Fibre<unknown>>> = {
  'lock and unlock': function* (memory) {
    yield* lockPage(memory, 0);
    yield* unlockPage(memory, 0);
  },
  trylock: (memory) => trylockPage(memory, 0),
  'set PG_writeback': (memory) => setBit(memory, 0, layout.PG_writeback),
  'clear PG_writeback': (memory) => testAndClearBit(memory, 0, layout.PG_writeback),
  'wait on writeback': (memory) => waitOnPageWriteback(memory, 0, 5),
  fault: (memory) => tryHandleWriteFault(memory, 0),
  store: (memory) => storeThroughMapping(memory, 0),
  'take a reference': (memory) => folioRefAdd(memory, 0, 1),
  freeze: (memory) => folioRefFreeze(memory, 0, 1),
};

function* noting(memory: PageMemory, operation: Fibre<unknown>, weight: number): Fibre<void> {
  const answer = yield* operation;
  yield add(memory.words, pageWord(0, layout.PAGE_EVICTED), answer === true ? weight : 1);
}

const MOST_STEPS = 1 << 18;

function findings(fibres: readonly (readonly string[])[], options: SearchOptions): unknown {
  const memory = createMemory({ pages: 1, users: 0, repeat: false });
  const results = new Set<string>();
  const report = search(
    {
      cells: memory,
      fibres: fibres.map((names, i) => ({
        name: `f${i}`,
        operations: names.map((name) => () => {
          const operation = OPERATIONS[name] as (memory: PageMemory) => Fibre<unknown>;
          return noting(memory, operation(memory), 100 ** (i + 1));
        }),
      })),
      wrongAtEnd: () => {
        results.add(memory.words.subarray(0, memory.storage / 4 + 1).join());
        return undefined;
      },
    },
    { ...options, mostSteps: MOST_STEPS },
  );
  if (report.found) return report.found.failure.kind;
  if (report.incomplete === 'too many steps') return undefined;
  expect(report.isComplete).toBe(true);
  return [...results].sort();
}

const NAIVE: SearchOptions = {
  ...EXHAUSTIVE,
  partialOrder: false,
  sleepSets: false,
  stateHashing: false,
  tableSlots: 1,
};

describe('what the derived code forgets does not matter', () => {
  const anyFibres = fc.array(
    fc.array(fc.constantFrom(...Object.keys(OPERATIONS)), { minLength: 1, maxLength: 2 }),
    {
      minLength: 2,
      maxLength: 2,
    },
  );

  it('small programs of the core end in the same states, with and without reduction', () => {
    const property = fc.property(anyFibres, fc.nat(1), (fibres, timeOuts) => {
      const naive = findings(fibres, { ...NAIVE, timeOuts });
      fc.pre(naive !== undefined);
      expect(findings(fibres, { ...EXHAUSTIVE, tableSlots: 1 << 16, timeOuts })).toEqual(naive);
      expect(findings(fibres, { ...EXHAUSTIVE, partialOrder: false, tableSlots: 1 << 16, timeOuts })).toEqual(
        naive,
      );
    });
    fc.assert(property, { numRuns: Number(process.env.FIBRE_PROGRAMS ?? 30) });
  }, 300_000);
});
