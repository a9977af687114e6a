import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullCertificate, walkGraph, type Answer, type Driver } from '../../../../src/conformance/index.ts';
import { hostOf } from '../../../../src/conformance/host-of.ts';
import { liftValue } from '../../../../src/conformance/lift.ts';
import { hostMatcher } from '../../../../src/conformance/walks/host-matcher.ts';
import { openWalks } from '../../../../src/conformance/walks/open-walks.ts';
import {
  int,
  seq,
  string,
  set,
  valuesEqual,
  walksToJson,
  type WalkSet,
} from '../../../../src/trace/index.ts';
import { anyValue } from '../../trace/any-value.ts';

/** A counter from 0 to 2; `Up(by = 2)` is possible in 0 only, `Jump` leads to 1 or to 2. */
const COUNTER: WalkSet = {
  id: 'MCCounter',
  goal: 'every transition',
  constants: [['Limit', int(2)]],
  variables: ['count'],
  values: [[int(0), int(1), int(2)]],
  actions: [
    { name: 'Up', arguments: [{ name: 'by', value: int(1) }] },
    { name: 'Up', arguments: [{ name: 'by', value: int(2) }] },
    { name: 'Reset', arguments: [] },
    { name: 'Explode', arguments: [] },
  ],
  states: [[0], [1], [2]],
  initial: [0],
  edges: [
    [0, 1, 0],
    [0, 2, 1],
    [1, 2, 0],
    [2, 0, 2],
  ],
  walks: [
    { start: 0, edges: [0, 2, 3, 1] },
    { start: 0, edges: [1, 3, 0, 2] },
  ],
};

type Call = { readonly name: string; readonly parameters: object };

/** A right implementation, with parts that a test may put others in the place of. */
function counter(
  change: Partial<Driver<Call, object>> & { up?: (count: number, by: number) => number } = {},
) {
  return ({ Limit }: { Limit: number }): Driver<Call, object> => {
    let count = 0;
    return {
      init: () => {
        count = 0;
      },
      apply: ({ name, parameters }): Answer => {
        const { by = 0 } = parameters as { by?: number };
        if (name === 'Up' && count + by <= Limit) count = (change.up ?? ((a, b) => a + b))(count, by);
        else if (name === 'Reset' && count === Limit) count = 0;
        else return 'refused';
        return 'done';
      },
      observe: () => ({ count }),
      dispose: () => undefined,
      ...change,
    };
  };
}

const open = (createDriver: unknown, set = COUNTER, text = walksToJson(set, 'about')) =>
  openWalks(
    { text, problem: (what) => new Error(what) as never },
    createHash('sha256').update(walksToJson(set, 'about')).digest('hex').slice(0, 16),
    createDriver as never,
  );

async function failures(createDriver: unknown, set = COUNTER): Promise<readonly string[]> {
  const walks = open(createDriver, set);
  const messages = [];
  for (const test of walks.tests) {
    try {
      await walks.replay(test, `repeat ${test.id}`);
    } catch (error) {
      messages.push((error as Error).message);
    }
  }
  return [...messages, ...walks.shown()];
}

describe('walks', () => {
  it('certify an implementation that does what the model does, and nothing else', async () => {
    expect(await failures(counter())).toEqual([
      'MCCounter: 4 of 4 transitions taken, 3 of 3 states visited, in 2 walks',
      '8 of 8 refusals: an action that the model does not allow in a state was refused there',
      'the variable was compared after every step and every refusal',
      'so, within the bounds of MCCounter.cfg and as far as the driver shows it, the implementation reaches the states of the model by its transitions and by no others',
    ]);
  });

  it('tell a wrong state for the shortest way to it, and only once', async () => {
    const [first, second, ...shown] = await failures(counter({ up: (count) => count + 1 }));
    expect(first).toBe(
      [
        "MCCounter, step 1 of 1, Up(by = 2): the implementation's state is not the model's:",
        '  count: expected 2, actual 1',
        'That is what the model does in Up(by = 1).',
        'this is a shorter way to it; it was seen in step 4 of a walk',
        'repeat with: repeat MCCounter#1',
      ].join('\n'),
    );
    expect(second).toContain('the same as in MCCounter#1');
    expect(shown.join('\n')).toContain('missing: 1 transition was not taken: Up(by = 2)');
  });

  it('look for the same mistake of the same action nearer to the beginning', async () => {
    // A line from 0 to 9, with a way back; the walk comes to `Flip` in 7 first, and it goes wrong from 2 on.
    const last = 9;
    const line: WalkSet = {
      ...COUNTER,
      id: 'MCLine',
      values: [Array.from({ length: last + 1 }, (_, i) => int(i))],
      actions: [
        { name: 'Up', arguments: [] },
        ...[1, 2].map((p) => ({ name: 'Flip', arguments: [{ name: 'p', value: int(p) }] })),
      ],
      states: Array.from({ length: last + 1 }, (_, i) => [i]),
      edges: [
        ...Array.from({ length: last }, (_, i) => [i, i + 1, 0] as const),
        ...Array.from({ length: last }, (_, i) => [i + 1, 0, 1 + (i % 2)] as const),
      ],
      walks: [{ start: 0, edges: [0, 1, 2, 3, 4, 5, 6, last + 6, 0, 1, last + 1] }],
    };
    // In 1 it goes wrong in another way, which is not what the walk came to.
    const [first] = await failures(() => {
      let count = 0;
      return {
        init: () => void (count = 0),
        apply: ({ name, parameters }: Call) => {
          const isOdd = (parameters as { p?: number }).p === 1;
          if (name === 'Up' && count < last) count++;
          else if (name === 'Flip' && count > 1 && isOdd === (count % 2 === 1)) count = 1;
          else return 'refused';
          return 'done';
        },
        observe: () => ({ count }),
        dispose: () => undefined,
      };
    }, line);
    expect(first).toBe(
      [
        "MCLine, step 3 of 3, Flip(p = 2): the implementation's state is not the model's:",
        '  count: expected 0, actual 1',
        'steps before:',
        '  1 Up',
        '  2 Up',
        'this is a shorter way to it; it was seen in step 8 of a walk',
        'repeat with: repeat MCLine#1',
      ].join('\n'),
    );
  });

  it('go on where an action was wrongly performed once', async () => {
    const lax = counter();
    const shown = await failures((constants: { Limit: number }) => {
      const driver = lax(constants);
      return { ...driver, apply: (call: Call) => (call.name === 'Explode' ? 'done' : driver.apply(call)) };
    });
    // Wrong in three states, so each walk can fail for it once in each; what can be walked then is walked.
    expect(shown.filter((text) => text.includes('performed Explode'))).not.toHaveLength(0);
    expect(shown.at(-1)).toContain('refusal');
    const [one] = COUNTER.walks;
    const again = await failures(
      (constants: { Limit: number }) => {
        const driver = lax(constants);
        const start = () => (driver.observe() as { count: number }).count === 0;
        return {
          ...driver,
          apply: (call: Call) => (call.name === 'Explode' && start() ? 'done' : driver.apply(call)),
        };
      },
      { ...COUNTER, walks: [one!, one!, COUNTER.walks[1]!] },
    );
    expect(again.filter((text) => text.includes('performed Explode'))).toHaveLength(1);
    expect(again.join('\n')).toContain('4 of 4 transitions taken, 3 of 3 states visited');
    expect(again.join('\n')).toContain('missing: 1 refusal failed');
    expect(again.join('\n')).not.toContain('so, within the bounds');
  });

  it('begin in the initial state that the implementation chooses', async () => {
    const two: WalkSet = { ...COUNTER, initial: [0, 1] };
    let count = 0;
    const shown = await failures(
      () => ({
        init: () => void (count = 1),
        apply: ({ name, parameters }: Call) => {
          const { by } = parameters as { by?: number };
          if (name !== 'Up' || by !== 1 || count !== 1) return 'refused';
          count = 2;
          return 'done';
        },
        observe: () => ({ count }),
        dispose: () => undefined,
      }),
      two,
    );
    expect(shown.join('\n')).not.toContain("the implementation's state is not");
    expect(shown).toContain(
      'missing: a walk ended early, because the implementation rightly went another way: init() begins in another initial state; if that is its right, "choices": "implementation" in the manifest\'s "walk" lets walks go on from there',
    );
    expect(shown.filter((text) => text.includes('init() begins'))).toHaveLength(1);
    expect(shown.join('\n')).toContain('4 transitions were not taken');
  });

  it('do not say that anything was compared where nothing was', async () => {
    const shown = await failures(() => ({ init: () => Promise.reject(new Error('not written')) }));
    expect(shown.join('\n')).not.toContain('was compared');
  });

  it('find an action that is performed where the model does not allow it', async () => {
    const lax = counter();
    const [first] = await failures((constants: { Limit: number }) => {
      const driver = lax(constants);
      return { ...driver, apply: (call: Call) => (call.name === 'Explode' ? 'done' : driver.apply(call)) };
    });
    expect(first).toContain(
      'MCCounter, in the initial state, Explode: the implementation performed Explode, which the model does not allow here',
    );
    expect(first).toContain(
      'repeat with (it also says which part of the specification does not allow it): repeat MCCounter#',
    );
  });

  it('find a refusal that changes something', async () => {
    let count = 0;
    const [first] = await failures(() => ({
      init: () => (count = 0),
      apply: ({ name }: Call) => {
        if (name === 'Explode') count = 7;
        return 'refused';
      },
      observe: () => ({ count }),
      dispose: () => undefined,
    }));
    expect(first).toContain('MCCounter, in the initial state, Explode: ');
    expect(first).toContain('count: expected 0, actual 7');
    expect(first).toContain('An action that is refused must change nothing.');
  });

  it('certify nothing where a walk failed, though others saw all that there is', async () => {
    let wasReset = false;
    const forgetful = counter();
    const [first, ...shown] = await failures((constants: { Limit: number }) => {
      const driver = forgetful(constants);
      return {
        ...driver,
        init: (state: object) => {
          wasReset = false;
          void driver.init(state);
        },
        apply: (call: Call): Answer => {
          const by2 = 'by' in call.parameters && call.parameters.by === 2;
          if (wasReset && by2 && (driver.observe() as { count: number }).count === 0) return 'refused';
          const answer = driver.apply(call) as Answer;
          if (call.name === 'Reset' && answer === 'done') wasReset = true;
          return answer;
        },
      };
    });
    expect(first).toContain('the implementation refused Up(by = 2), which the model allows here');
    expect(shown).toContain('missing: 1 walk failed');
    expect(shown.join('\n')).not.toContain('by no others');
    const leaving = await failures(counter({ dispose: () => Promise.reject(new Error('still open')) }));
    expect(leaving).toContain('missing: 2 walks failed');
    expect(leaving.join('\n')).not.toContain('by no others');
  });

  it('go on after the one of a test that failed', async () => {
    const many: WalkSet = {
      ...COUNTER,
      walks: Array.from({ length: 401 }, (_, i) => COUNTER.walks[i % 2]!),
    };
    const lax = counter();
    const walks = open((constants: { Limit: number }) => {
      const driver = lax(constants);
      return { ...driver, apply: (call: Call) => (call.name === 'Explode' ? 'done' : driver.apply(call)) };
    }, many);
    await expect(walks.replay(walks.tests[0]!, '')).rejects.toThrow(
      /performed Explode[^]*of this test failed too$/,
    );
    for (const test of walks.tests.slice(1)) await walks.replay(test, '').catch(() => undefined);
    expect(walks.shown()[0]).toBe('MCCounter: 4 of 4 transitions taken, 3 of 3 states visited, in 401 walks');
  });

  it('look into a set that has its own idea of what it has', async () => {
    const letter: WalkSet = {
      ...COUNTER,
      values: [[set([string('a')])]],
      states: [[0]],
      actions: [],
      edges: [],
      walks: [{ start: 0, edges: [] }],
    };
    class Loose extends Set<string> {
      override has(element: string): boolean {
        return super.has(element.toUpperCase());
      }
    }
    const showing = (count: Set<string>) => () => ({
      init: () => undefined,
      apply: () => 'refused',
      observe: () => ({ count }),
      dispose: () => undefined,
    });
    expect((await failures(showing(new Set(['a'])), letter))[0]).toContain('1 of 1 states visited');
    expect((await failures(showing(new Loose(['A'])), letter))[0]).toContain(
      "the implementation's state is not the model's",
    );
    const own = Object.assign(new Set(['A']), { has: () => true });
    expect((await failures(showing(own), letter))[0]).toContain(
      "the implementation's state is not the model's",
    );
  });

  it('say what is missing when a driver cannot tell a refusal', async () => {
    const shown = await failures(counter({ tellsRefusal: false }));
    expect(shown.at(-1)).toContain(
      'missing: refusals were not tried: the driver says that it cannot tell a refusal (tellsRefusal)',
    );
    expect(shown.join()).not.toContain('by no others');
  });

  it('say of which actions not all refusals were tried', async () => {
    const unlisted = ['Put (more than 20,000 combinations of i, j)'];
    const [, , , ...missing] = await failures(counter(), { ...COUNTER, unlisted });
    expect(missing).toEqual([
      `missing: refusals of ${unlisted[0]} were tried only for the arguments that occur`,
    ]);
    const none = { ...COUNTER, unlisted, noRefusals: 'nobody asked' };
    expect((await failures(counter(), none)).at(-1)).toBe('missing: refusals were not tried: nobody asked');
  });

  it('do not call another outcome that the model allows a mistake, nor count it', async () => {
    const jump: WalkSet = {
      ...COUNTER,
      actions: [{ name: 'Jump', arguments: [] }],
      edges: [
        [0, 1, 0],
        [0, 2, 0],
      ],
      walks: [
        { start: 0, edges: [0] },
        { start: 0, edges: [1] },
      ],
    };
    let count = 0;
    const shown = await failures(
      () => ({
        init: () => (count = 0),
        apply: () => (count === 0 ? ((count = 2), 'done') : 'refused'),
        observe: () => ({ count }),
        dispose: () => undefined,
      }),
      jump,
    );
    expect(shown).toContain('missing: 1 transition was not taken: Jump');
    expect(shown.join('\n')).toContain(
      'missing: a walk ended early, because the implementation rightly went another way: Jump has several outcomes; if that is its right, "choices": "implementation" in',
    );
  });

  describe('of which the implementation makes the choices', () => {
    /** From 0, `Pick` leads to 1 or 2; from both, `Back` leads to 0, from 2 also `On` to 3, from where `Back` leads to 0. */
    const CHOICE: WalkSet = {
      ...COUNTER,
      id: 'MCChoice',
      constants: [],
      values: [[int(0), int(1), int(2), int(3)]],
      actions: ['Pick', 'Back', 'On'].map((name) => ({ name, arguments: [] })),
      states: [[0], [1], [2], [3]],
      edges: [
        [0, 1, 0],
        [0, 2, 0],
        [1, 0, 1],
        [2, 0, 1],
        [2, 3, 2],
        [3, 0, 1],
      ],
      walks: [{ start: 0, edges: [0, 2, 1, 3, 1, 4, 5] }],
      choices: 'implementation',
    };

    const chooser =
      (pick: () => number, change: Readonly<Record<string, (count: number) => number>> = {}) =>
      (): Driver<Call, object> => {
        let count = 0;
        const steps: Readonly<Record<string, (before: number) => number>> = {
          Pick: (before) => (before === 0 ? pick() : -1),
          Back: (before) => (before === 0 ? -1 : 0),
          On: (before) => (before === 2 ? 3 : -1),
          ...change,
        };
        return {
          init: () => void (count = 0),
          apply: ({ name }): Answer => {
            const after = steps[name]!(count);
            if (after < 0) return 'refused';
            count = after;
            return 'done';
          },
          observe: () => ({ count }),
          dispose: () => undefined,
        };
      };

    const FULL = [
      'MCChoice: in the states that were seen, each action that the model allows there was performed, and led where the model allows',
      'in these states, each action that the model does not allow there was refused',
      'the variable was compared after every step and every refusal',
      'so, within the bounds of MCChoice.cfg and as far as the driver shows it, the implementation performs what the model allows with an outcome that it allows, and refuses everything else, wherever its own choices lead',
    ];

    it.each([
      ['always the first', () => 1, '2 of 6 transitions taken, 2 of 4 states visited'],
      ['always the second', () => 2, '4 of 6 transitions taken, 3 of 4 states visited'],
    ])('show all that %s outcome leads to', async (_, pick, seen) => {
      const walks = open(chooser(pick), CHOICE);
      for (const test of walks.tests) await walks.replay(test, '');
      expect(walks.shown()).toEqual(FULL);
      expect(walks.chosen()[0]).toContain(seen);
    });

    it('show the whole model where the choices change', async () => {
      let turn = 0;
      const walks = open(
        chooser(() => 1 + (turn++ % 2)),
        CHOICE,
      );
      for (const test of walks.tests) await walks.replay(test, '');
      expect(walks.shown()).toEqual(FULL);
      expect(walks.chosen()[0]).toContain('6 of 6 transitions taken, 4 of 4 states visited');
    });

    it.each([1, 2])('say the same of a part of a model, if the choice is always %s', async (choice) => {
      const part: WalkSet = {
        ...CHOICE,
        goal: '2 simulated behaviors',
        frontier: [1, 3],
        edges: CHOICE.edges.filter(([source]) => source === 0 || source === 2),
        walks: [
          { start: 0, edges: [1, 2, 0] },
          { start: 0, edges: [1, 3] },
        ],
      };
      const walks = open(
        chooser(() => choice),
        part,
      );
      for (const test of walks.tests) await walks.replay(test, '');
      expect(walks.shown()).toEqual(fullCertificate(walkGraph(part)));
      expect(walks.shown()).toContain(
        'missing: what the model does beyond the 2 states of 2 simulated behaviors, and in these what its choices do not lead to',
      );
    });

    it('say that a part of a model may not have all initial states', async () => {
      const part: WalkSet = { ...CHOICE, frontier: [3] };
      const [first] = await failures(() => ({ ...chooser(() => 1)(), observe: () => ({ count: 9 }) }), part);
      expect(first).toContain('in some of the initial states, and the model may have others');
    });

    it('find a mistake behind a choice that the walk does not take', async () => {
      const [first = ''] = await failures(
        chooser(() => 2, { On: () => -1 }),
        CHOICE,
      );
      expect(first).toContain('the implementation refused On, which the model allows here');
      const [second = ''] = await failures(
        chooser(() => 2, { On: (count) => (count === 2 || count === 3 ? 3 : -1) }),
        CHOICE,
      );
      expect(second).toContain('the implementation performed On, which the model does not allow here');
    });

    it('start again where what is left can be reached from the beginning only', async () => {
      // From 2 only `On` leads on, and 3 is the end: `Back` is not possible there any more.
      const oneWay: WalkSet = {
        ...CHOICE,
        actions: ['Pick', 'On', 'Other'].map((name) => ({ name, arguments: [] })),
        edges: [
          [0, 1, 0],
          [0, 2, 0],
          [1, 3, 2],
          [2, 3, 1],
          [2, 1, 2],
        ],
        walks: [{ start: 0, edges: [0, 2] }],
      };
      let count = 0;
      const steps: Readonly<Record<string, readonly number[]>> = {
        Pick: [2, -1, -1, -1],
        On: [-1, -1, 3, -1],
        Other: [-1, 3, 1, -1],
      };
      const driver = (): Driver<Call, object> => ({
        init: () => void (count = 0),
        apply: ({ name }): Answer => {
          const after = steps[name]![count]!;
          if (after < 0) return 'refused';
          count = after;
          return 'done';
        },
        observe: () => ({ count }),
        dispose: () => undefined,
      });
      const walks = open(driver, oneWay);
      for (const test of walks.tests) await walks.replay(test, '');
      expect(walks.shown().at(-1)).toContain('so, within the bounds of MCChoice.cfg');
      // What only all walks together come to, no test alone does.
      const stuck = (): Driver<Call, object> => ({
        ...driver(),
        apply: (call) => (call.name === 'Other' && count === 2 ? 'refused' : driver().apply(call)),
      });
      expect((await failures(stuck, oneWay))[0]).toMatch(/refused Other[^]*repeat with: repeat MCChoice$/);
      expect(walks.chosen()[0]).toContain('4 of 5 transitions taken, 4 of 4 states visited');
    });

    it('claim nothing that was not seen', async () => {
      const shown = await failures(
        chooser(() => 2, { On: (count) => (count >= 2 ? 3 : -1), Pick: (count) => (count === 0 ? 2 : -1) }),
        CHOICE,
      );
      const text = shown.slice(1).join('\n');
      expect(text).not.toContain('each action that the model allows there was performed');
      expect(text).not.toContain('each action that the model does not allow there was refused');
      expect(text).toContain('of 6 transitions taken');
      expect(text).toContain('missing: 1 refusal failed');
      expect(text).toContain(
        'missing: 1 action was not performed in states that were seen: Back; the first in count = 3',
      );
    });

    it('certify nothing where no walk was taken, or none came anywhere', async () => {
      const untried = open(
        chooser(() => 1),
        CHOICE,
      );
      expect(untried.shown()).toContain('missing: 1 walk was not taken');
      const broken = await failures(
        () => ({ ...chooser(() => 1)(), init: () => Promise.reject(new Error('no')) }),
        CHOICE,
      );
      expect(broken).toContain('missing: 1 walk failed');
      expect([...untried.shown(), ...untried.chosen(), ...broken].join('\n')).not.toMatch(
        /^so, |the others need/m,
      );
    });

    it('find an outcome that the model does not have', async () => {
      const [first = ''] = await failures(
        chooser(() => 3),
        CHOICE,
      );
      expect(first).toContain('count');
    });
  });

  describe('that do not compare all', () => {
    /** A bag that is filled in two orders, and how often that was done: two states differ only in that. */
    const BAG: WalkSet = {
      ...COUNTER,
      id: 'MCBag',
      constants: [],
      variables: ['bag', 'log'],
      values: [
        [seq([]), seq([int(1)]), seq([int(1), int(2)]), seq([int(2), int(1)])],
        [int(0), int(1), int(2)],
      ],
      actions: ['Put', 'Fill', 'Clear'].map((name) => ({ name, arguments: [] })),
      states: [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 2],
        [0, 1],
      ],
      edges: [
        [0, 1, 0],
        [1, 2, 1],
        [1, 3, 1],
        [2, 0, 2],
        [3, 4, 2],
        [4, 1, 0],
      ],
      walks: [
        { start: 0, edges: [0, 1, 3] },
        { start: 0, edges: [0, 2, 4, 5] },
      ],
      ignored: ['log'],
      unordered: ['bag'],
    };
    const bag =
      (fill: readonly number[] = [2, 1], more: object = {}) =>
      () => {
        let inside: readonly number[] = [];
        const steps: Readonly<Record<string, readonly [number, readonly number[]]>> = {
          Put: [0, [1]],
          Fill: [1, fill],
          Clear: [2, []],
        };
        return {
          init: (initial: object) => expect(Object.keys(initial)).toEqual(['bag']),
          apply: ({ name }: Call): Answer => {
            const [size, after] = steps[name]!;
            if (inside.length !== size) return 'refused';
            inside = after;
            return 'done';
          },
          observe: () => ({ bag: [...inside], ...more }),
          dispose: () => undefined,
        };
      };
    const FULL = [
      'MCBag: 6 of 6 transitions taken, 5 of 5 states visited, in 2 walks',
      '10 of 10 refusals: an action that the model does not allow in a state was refused there',
      '1 of 2 variables was compared after every step and every refusal (not log), bag without its order',
      'so, within the bounds of MCBag.cfg and as far as the driver shows it, but for log and the order of bag, the implementation reaches the states of the model by its transitions and by no others',
    ];

    it('say what was not compared, and on what condition they conclude', async () => {
      expect(fullCertificate(walkGraph(BAG))).toEqual(FULL);
      expect(await failures(bag(), BAG)).toEqual(FULL);
      expect(await failures(bag([1, 2]), BAG)).toEqual(FULL);
    });

    it('find what differs in the rest', async () => {
      const [first] = await failures(bag([1, 1]), BAG);
      expect(first).toContain('bag: 2 is missing in the sequence');
      const [shown] = await failures(bag([1, 2], { log: 0 }), BAG);
      expect(shown).toContain('log: the suite ignores this variable');
    });

    it.each(['ignored', 'unordered'] as const)('are others when "%s" is taken away', async (field) => {
      const { [field]: _, ...without } = BAG;
      for (const driver of [bag(), bag([1, 2]), bag([1, 2], { log: 0 })])
        expect(await failures(driver, without)).not.toEqual(FULL);
    });

    it('know which states are compared as equal', () => {
      const graph = walkGraph(BAG);
      expect(BAG.states.map((_, state) => graph.firstLike(state))).toEqual([0, 1, 2, 2, 0]);
    });
  });

  it('are refused when they are not those that were generated', () => {
    const text = walksToJson(COUNTER, 'about');
    expect(() => open(counter(), COUNTER, text.replace('[0,0,2,3,1]', '[0,0,2,3]'))).toThrow(
      'is not the file of walks that was generated with this suite',
    );
    expect(open(counter(), COUNTER, text.replaceAll('\n', '\r\n')).tests).toHaveLength(2);
  });
});

describe('hostOf', () => {
  it('is read back by liftValue, model values as strings', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const lifted = liftValue(hostOf(value));
        if (!lifted.ok) return;
        const again = liftValue(hostOf(lifted.value));
        expect(again.ok && valuesEqual(again.value, lifted.value)).toBe(true);
      }),
    );
  });
});

describe('hostMatcher', () => {
  it('is never true for different values', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (one, other) => {
        const [a, b] = [liftValue(hostOf(one)), liftValue(hostOf(other))];
        if (!a.ok || !b.ok) return;
        if (hostMatcher(a.value)(hostOf(b.value))) expect(valuesEqual(a.value, b.value)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is true for equal ones, as a rule', () => {
    expect(hostMatcher(string('x'))('x')).toBe(true);
    expect(hostMatcher(int(3))(3)).toBe(true);
    expect(hostMatcher(int(3))('3')).toBe(false);
  });
});
