import { describe, expect, it } from 'vitest';
import {
  EXHAUSTIVE,
  parseSchedule,
  printSchedule,
  replay,
  sample,
  search,
  shrinkSchedule,
  type FailureKind,
  type Fibre,
  type Program,
  type SearchOptions,
} from '../../../../src/kernel/schedule/index.ts';
import * as drain from './broken/generated/primitives/drain.ts';
import * as pin from './broken/generated/primitives/fast-pin.ts';
import * as refcount from './broken/generated/primitives/refcount.ts';
import * as sleeping from './broken/generated/primitives/sleeping-lock.ts';
import * as spin from './broken/generated/primitives/spin-lock.ts';
import { add, load, plain, saw, sub } from '../../../../src/kernel/schedule/announce.ts';

type Step = (words: Int32Array) => Fibre<unknown>;

interface Scene {
  readonly initial: readonly number[];
  readonly fibres: readonly (readonly Step[])[];
  readonly wrongNow?: (words: Int32Array) => string | false;
  readonly wrongAtEnd?: (words: Int32Array) => string | false;
}

function programOf({ initial, fibres, wrongNow, wrongAtEnd }: Scene): Program {
  const words = new Int32Array(new SharedArrayBuffer(4 * initial.length));
  words.set(initial);
  return {
    cells: { words, bytes: new Uint8Array(words.buffer) },
    fibres: fibres.map((steps, i) => ({
      name: `thread ${i}`,
      operations: steps.map((step) => () => step(words)),
    })),
    ...(wrongNow && { wrongNow: () => wrongNow(words) || undefined }),
    ...(wrongAtEnd && { wrongAtEnd: () => wrongAtEnd(words) || undefined }),
  };
}

const missedPin = (words: Int32Array): string | false =>
  words[pin.PINNED] === 1 && words[pin.WRITTEN] === 1 && 'written as unpinned while pinned';
const pins = (user: Step, flusher: Step): Scene => ({
  initial: [1, 0, 0, 0],
  fibres: [[user], [flusher]],
  wrongAtEnd: missedPin,
});

/** Whoever is inside counts itself; two at a time are wrong. */
function* enter(words: Int32Array): Fibre<void> {
  yield add(words, spin.INSIDE, 1);
  yield load(words, spin.INSIDE);
  yield sub(words, spin.INSIDE, 1);
}
const alone = (words: Int32Array): string | false => (words[spin.INSIDE] as number) > 1 && 'two are inside';
const locks = (threads: number, ...steps: readonly Step[]): Scene => ({
  initial: [0, 0],
  fibres: Array.from({ length: threads }, () => steps),
  wrongNow: alone,
});

function* count(words: Int32Array): Fibre<void> {
  saw((yield plain(), spin.countInside(words)));
}
const counts = (give: Step): Scene => ({
  initial: [0, 0],
  fibres: Array.from({ length: 2 }, () => [spin.takeInOneStep, count, give]),
  wrongAtEnd: (words) => words[spin.INSIDE] !== 2 && 'an increment is lost',
});

const lookups = (lookup: Step): Scene => ({
  initial: [1, 0, 0],
  fibres: [[lookup], [lookup], [refcount.reuse]],
  wrongAtEnd: (words) => words[refcount.WRONG] !== 0 && 'another page was used than was looked up',
});
const drains = (flush: Step): Scene => ({
  initial: [0, 0],
  fibres: [[flush], [drain.usePage], [drain.usePage]],
});

const FORBID_RACES: Partial<SearchOptions> = { racesAreFailures: true };

/** The broken primitives, what must be found in each, and the same with the fault repaired. */
const BROKEN: Record<
  string,
  { broken: Scene; finds: FailureKind; repaired: Scene; options?: Partial<SearchOptions> }
> = {
  'missed re-check after a fast pin': {
    broken: pins(pin.pinWithoutCheck, pin.writeAfterMkclean),
    finds: 'assertion',
    repaired: pins(pin.pinWithCheck, pin.writeAfterMkclean),
  },
  'pins checked before page_mkclean': {
    broken: pins(pin.pinWithCheck, pin.writeBeforeMkclean),
    finds: 'assertion',
    repaired: pins(pin.pinWithCheck, pin.writeAfterMkclean),
  },
  'non-atomic test-and-set': {
    broken: locks(3, spin.takeInTwoSteps, enter, spin.give),
    finds: 'assertion',
    repaired: locks(3, spin.takeInOneStep, enter, spin.give),
  },
  'lost wake-up: the unlock wakes nobody': {
    broken: locks(2, spin.takeInOneStep, enter, spin.giveWithoutWakeUp),
    finds: 'deadlock',
    repaired: locks(2, spin.takeInOneStep, enter, spin.give),
  },
  'lost wake-up: one of several sleepers is woken, and the mark of all is taken away': {
    broken: locks(3, sleeping.lockWithSecondLook, enter, sleeping.unlockWakingOne),
    finds: 'deadlock',
    repaired: locks(3, sleeping.lockWithSecondLook, enter, sleeping.unlockWakingAll),
  },
  'lost wake-up: sleeps on a mark that was set after the unlock': {
    broken: locks(2, sleeping.lockWithoutSecondLook, enter, sleeping.unlockWakingAll),
    finds: 'deadlock',
    repaired: locks(2, sleeping.lockWithSecondLook, enter, sleeping.unlockWakingAll),
  },
  'ABA on the reference count': {
    broken: lookups(refcount.lookupWithoutRecheck),
    finds: 'assertion',
    repaired: lookups(refcount.lookupWithRecheck),
  },
  'waits for pins with the page lock held (domain C8a)': {
    broken: drains(drain.flushWaitingUnderLock),
    finds: 'deadlock',
    repaired: drains(drain.flushWaitingOutside),
  },
  'a lock given back by a plain store': {
    broken: counts(spin.givePlainly),
    finds: 'race',
    repaired: counts(spin.give),
    options: FORBID_RACES,
  },
};

const smaller: SearchOptions = { ...EXHAUSTIVE, longestRun: 300, tableSlots: 1 << 16 };

describe('deliberately broken primitives', () => {
  for (const [name, { broken, finds, repaired, options }] of Object.entries(BROKEN)) {
    it(`${name}: found, shrunk, and replayed from its printed schedule`, () => {
      const report = search(programOf(broken), { ...smaller, ...options });
      expect(report.found?.failure.kind).toBe(finds);
      if (finds === 'race') return;
      const text = printSchedule(shrinkSchedule(programOf(broken), report.found!.schedule, 300));
      for (let i = 0; i < 100; i++) {
        const again = replay(programOf(broken), parseSchedule(text)!, 300);
        expect(again.ok && again.failure?.kind).toBe(finds);
      }
    });

    it(`${name}: nothing is found once it is repaired, and the search is complete`, () => {
      const report = search(programOf(repaired), { ...smaller, ...options });
      expect(report).toMatchObject({ found: undefined, isComplete: true });
    });
  }

  const BY_CHANCE = Object.entries(BROKEN).filter(([, { finds }]) => finds !== 'race');
  it.each(BY_CHANCE)(
    '%s: also found by random runs, by PCT and with two preemptions',
    (_, { broken, finds }) => {
      const chance = { seed: 1, mostRuns: 20_000, longestRun: 300, spuriousWakeUps: 0, timeOuts: 0 };
      for (const strategy of ['random', { depth: 3 }] as const) {
        expect(sample(programOf(broken), { ...chance, strategy }).found?.failure.kind).toBe(finds);
      }
      const bounded = { ...smaller, partialOrder: false, sleepSets: false, preemptions: 2 };
      expect(search(programOf(broken), bounded).found?.failure.kind).toBe(finds);
    },
  );

  it('waiting for what nobody does is a livelock, and starvation where others go on', () => {
    const lone = search(programOf({ initial: [0, 0], fibres: [[drain.spinForNothing]] }), smaller);
    expect(lone.found?.failure).toEqual({
      kind: 'livelock',
      message: 'everybody has its turn, 1 rounds lead back to one state: thread 0 can go on',
    });
    const busy = Array.from({ length: 400 }, () => enter);
    const starved = sample(programOf({ initial: [0, 0], fibres: [[drain.spinForNothing], busy] }), {
      strategy: 'random',
      seed: 3,
      mostRuns: 5,
      longestRun: 300,
      spuriousWakeUps: 0,
      timeOuts: 0,
    });
    expect(starved.found?.failure.kind).toBe('starvation');
  });

  it('says which race it was', () => {
    const report = search(programOf(counts(spin.givePlainly)), smaller);
    expect(report.races.length).toBeGreaterThan(0);
    expect(report.races[0]?.message).toMatch(
      /^nothing orders the .* by thread \d and the .* by thread \d of word \d$/,
    );
  });
});
