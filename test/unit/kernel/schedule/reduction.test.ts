import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compareExchange,
  exchange,
  load,
  loopEntry,
  nextRound,
  notify,
  or,
  plain,
  plainRead,
  plainWrite,
  saw,
  store,
  wait,
  type Fibre,
} from '../../../../src/kernel/schedule/announce.ts';
import {
  EXHAUSTIVE,
  search,
  type Program,
  type SearchOptions,
} from '../../../../src/kernel/schedule/index.ts';

const SHARED = 3;

/** One thing that a fibre of a random program does; `when` skips it unless the last answer was odd. */
interface Action {
  readonly kind:
    | 'load'
    | 'store'
    | 'add'
    | 'or'
    | 'exchange'
    | 'cas'
    | 'plain-read'
    | 'plain-write'
    | 'wait'
    | 'notify'
    | 'spin';
  readonly word: number;
  readonly value: number;
  readonly when: boolean;
  readonly endsOperation: boolean;
}

const KINDS = [
  'load',
  'store',
  'add',
  'or',
  'exchange',
  'cas',
  'plain-read',
  'plain-write',
  'wait',
  'notify',
] as const;

const anyAction = (kinds: readonly Action['kind'][]): fc.Arbitrary<Action> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    word: fc.nat(SHARED - 1),
    value: fc.nat(2),
    when: fc.boolean(),
    endsOperation: fc.boolean(),
  });

const anyProgram = (
  kinds: readonly Action['kind'][],
  fibres: number,
  actions: number,
): fc.Arbitrary<Action[][]> =>
  fc.array(fc.array(anyAction(kinds), { minLength: 1, maxLength: actions }), {
    minLength: 2,
    maxLength: fibres,
  });

function* perform(words: Int32Array, { kind, word, value }: Action): Fibre<number> {
  switch (kind) {
    case 'load':
      return (yield load(words, word)) as number;
    case 'store':
      yield store(words, word, value);
      return value;
    case 'add':
      return (yield add(words, word, value)) as number;
    case 'or':
      return (yield or(words, word, value)) as number;
    case 'exchange':
      return (yield exchange(words, word, value)) as number;
    case 'cas':
      return (yield compareExchange(words, word, value, value + 1)) as number;
    case 'plain-read':
      return (yield plain(), plainRead(words, word));
    case 'plain-write':
      saw((yield plain(), plainWrite(words, word, value)));
      return value;
    case 'wait':
      return ((yield wait(words, word, value, word === 0 ? 5 : Infinity)) as string).length;
    case 'notify':
      return (yield notify(words, word, 1)) as number;
    case 'spin':
      for (const entry = loopEntry(); nextRound(entry), (yield load(words, word)) === value;);
      return 1;
  }
}

/** All answers go into a word of the fibre, so that the last state tells what every fibre saw. */
function* operation(words: Int32Array, own: number, actions: readonly Action[]): Fibre<void> {
  let last = 1;
  let seen = 0;
  for (const action of actions) {
    if (action.when && last % 2 === 0) continue;
    last = yield* perform(words, action);
    seen = (seen * 31 + last + 7) | 0;
  }
  yield add(words, own, seen);
}

function build(actions: readonly (readonly Action[])[], results: Set<string>): Program {
  const words = new Int32Array(new SharedArrayBuffer(4 * (SHARED + actions.length)));
  const bytes = new Uint8Array(words.buffer);
  return {
    cells: { words, bytes },
    fibres: actions.map((list, fibre) => ({
      name: `f${fibre}`,
      operations: operationsOf(list).map((part) => () => operation(words, SHARED + fibre, part)),
    })),
    wrongAtEnd: () => {
      results.add(words.join());
      return undefined;
    },
  };
}

function operationsOf(actions: readonly Action[]): Action[][] {
  const operations: Action[][] = [[]];
  for (const action of actions) {
    (operations[operations.length - 1] as Action[]).push(action);
    if (action.endsOperation) operations.push([]);
  }
  return operations;
}

const NAIVE: SearchOptions = {
  ...EXHAUSTIVE,
  partialOrder: false,
  sleepSets: false,
  stateHashing: false,
  tableSlots: 1 << 10,
  longestRun: 100,
};

/** Programs with more runs than this are left out. */
const MOST_STEPS = 1 << 15;

/** What a search finds: a deadlock, or the set of last states; undefined if that takes too many steps. */
function findings(actions: Action[][], options: SearchOptions): unknown {
  const results = new Set<string>();
  const report = search(build(actions, results), { ...options, mostSteps: MOST_STEPS });
  if (report.found) return report.found.failure.kind;
  if (report.incomplete === 'too many steps') return undefined;
  expect(report.isComplete).toBe(true);
  return [...results].sort();
}

const REDUCTIONS: Record<string, Partial<SearchOptions>> = {
  'partial order': { partialOrder: true },
  'sleep sets': { sleepSets: true },
  'state hashing': { stateHashing: true, tableSlots: 1 << 16 },
  'partial order and sleep sets': { partialOrder: true, sleepSets: true },
  'sleep sets and state hashing': { sleepSets: true, stateHashing: true, tableSlots: 1 << 16 },
  'partial order and state hashing': { partialOrder: true, stateHashing: true, tableSlots: 1 << 16 },
  'all three': { partialOrder: true, sleepSets: true, stateHashing: true, tableSlots: 1 << 16 },
};

describe('a reduced search finds what the plain enumeration of all runs finds', () => {
  for (const [name, reduction] of Object.entries(REDUCTIONS)) {
    it(`${name}: every last state, and a deadlock if there is one`, () => {
      const property = fc.property(anyProgram(KINDS, 3, 3), fc.nat(1), (actions, spuriousWakeUps) => {
        const naive = findings(actions, { ...NAIVE, spuriousWakeUps });
        fc.pre(naive !== undefined);
        expect(findings(actions, { ...NAIVE, ...reduction, spuriousWakeUps })).toEqual(naive);
      });
      fc.assert(property, { numRuns: Number(process.env.FIBRE_PROGRAMS ?? 60) });
    }, 300_000);
  }

  it('a sleep that could have ended by itself, but that a notify ends in every other order', () => {
    const act = (kind: Action['kind'], word: number, value: number): Action => ({
      kind,
      word,
      value,
      when: false,
      endsOperation: false,
    });
    const program = [[act('wait', 2, 0)], [act('exchange', 2, 1), act('notify', 2, 0)]];
    const reduced = { ...NAIVE, partialOrder: true, sleepSets: true, spuriousWakeUps: 1 };
    const naive = findings(program, { ...NAIVE, spuriousWakeUps: 1 });
    expect(naive).toHaveLength(3);
    expect(findings(program, reduced)).toEqual(naive);
  });

  it('a step that is asleep where its order has to change: what must come before it is tried there', () => {
    const act = (kind: Action['kind'], word: number): Action => ({
      kind,
      word,
      value: 0,
      when: false,
      endsOperation: false,
    });
    const program = [[act('cas', 2)], [act('load', 0), act('load', 2), act('load', 0)], [act('load', 2)]];
    const naive = findings(program, { ...NAIVE });
    expect(naive).toHaveLength(4);
    expect(findings(program, { ...NAIVE, partialOrder: true, sleepSets: true })).toEqual(naive);
  });

  it('programs that spin: every last state, or a failure; there is no plain enumeration of those, so state hashing alone counts', () => {
    const failsOrEnds = (actions: Action[][], options: SearchOptions): unknown => {
      const found = findings(actions, { ...options, tableSlots: 1 << 16 });
      return typeof found === 'string' ? 'fails' : found;
    };
    const program = anyProgram(['store', 'add', 'load', 'spin', 'spin', 'plain-write'], 3, 3);
    const property = fc.property(program, (actions) => {
      const hashed = failsOrEnds(actions, { ...NAIVE, stateHashing: true });
      fc.pre(hashed !== undefined);
      expect(failsOrEnds(actions, { ...NAIVE, stateHashing: true, sleepSets: true })).toEqual(hashed);
      expect(failsOrEnds(actions, { ...NAIVE, stateHashing: true, partialOrder: true })).toEqual(hashed);
      expect(failsOrEnds(actions, { ...EXHAUSTIVE })).toEqual(hashed);
    });
    fc.assert(property, { numRuns: Number(process.env.FIBRE_PROGRAMS ?? 60) });
  }, 300_000);
});
