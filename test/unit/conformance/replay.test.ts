import { describe, expect, test, vi } from 'vitest';
import {
  ConformanceError,
  replayTrace,
  requireTraces,
  type Driver,
  type SuiteStep,
  type SuiteTrace,
  type TraceFacts,
} from '../../../src/conformance/index.ts';

/** A counter modulo 3 as a driver; `break` makes it wrong in one way. */
type Action = { readonly name: 'Up'; readonly parameters: { readonly n: number } };
interface State {
  readonly x: number;
  readonly seen: ReadonlySet<number>;
}

function counter(faults: Partial<Driver<Action, State>> = {}): Driver<Action, State> & { disposed: number } {
  let x = 0;
  let seen = new Set([0]);
  return {
    disposed: 0,
    init() {
      x = 0;
      seen = new Set([0]);
    },
    apply({ parameters: { n } }) {
      if (n > 2) return 'refused';
      x = (x + n) % 3;
      seen.add(x);
      return 'done';
    },
    observe: () => ({ x, seen: new Set(seen) }),
    dispose() {
      this.disposed++;
    },
    ...faults,
  };
}

const up = (n: number): Action => ({ name: 'Up', parameters: { n } });

const trace = (
  change: Partial<SuiteTrace<Action, State, object>> = {},
): SuiteTrace<Action, State, object> => ({
  id: 'MCCounter',
  title: 'counts',
  constants: {},
  initial: { x: 0, seen: new Set([0]) },
  steps: [
    { action: up(1), changes: { x: 1, seen: new Set([0, 1]) } },
    { action: up(1), changes: { x: 2, seen: new Set([0, 1, 2]) } },
    { action: up(1), changes: { x: 0 } },
    { action: up(1), changes: { x: 1 } },
  ],
  end: { kind: 'finite' },
  ...change,
});

const repeat = 'npx tracewright replay x --test MCCounter';
const replay = (
  driver: Driver<Action, State>,
  change: Partial<SuiteTrace<Action, State, object>> = {},
): Promise<void> => replayTrace(trace(change), () => driver, { repeat });

const messageOf = (run: Promise<void>): Promise<string> =>
  run.then(
    () => 'no failure',
    (error: Error) => error.message,
  );

const throwing = (value: unknown) => (): never => {
  throw value;
};

const cycle: { me?: unknown } = {};
cycle.me = cycle;

describe('replayTrace', () => {
  test('passes where the implementation follows the model, and disposes of it once', async () => {
    const driver = counter();
    await replay(driver);
    expect(driver.disposed).toBe(1);
  });

  test('names the step, the variable with both values, the way there, and the command', async () => {
    const driver = counter();
    const wrong = counter({
      init: (initial) => driver.init(initial),
      observe: async () => {
        const { x, seen } = await driver.observe();
        return { x, seen: x === 2 ? new Set() : seen };
      },
      apply: (a) => driver.apply(a),
    });
    expect(await messageOf(replay(wrong))).toBe(
      [
        "MCCounter, step 2 of 4, Up(n = 1): the implementation's state is not the model's:",
        '  seen: 0 is missing in the set',
        '  seen: 1 is missing in the set',
        '  seen: 2 is missing in the set',
        'steps before:',
        '  1 Up(n = 1)',
        `repeat with: ${repeat}`,
      ].join('\n'),
    );
  });

  test('shows the last steps before a failure', async () => {
    const steps = Array.from({ length: 12 }, () => ({ action: up(0), changes: {} }));
    const message = await messageOf(
      replay(counter(), { steps: [...steps, { action: up(1), changes: { x: 2 } }] }),
    );
    expect(message).toContain('MCCounter, step 13 of 13, Up(n = 1)');
    expect(message).toContain('the last 8 steps before:\n  5 Up(n = 0)\n');
    expect(message).toContain('\n  12 Up(n = 0)\nrepeat with');
  });

  test('a refusal of a step of the model fails', async () => {
    await expect(replay(counter({ apply: () => 'refused' }))).rejects.toThrow(
      'MCCounter, step 1 of 4, Up(n = 1): the implementation refused an action that the model takes here\n',
    );
  });

  test.each([
    [
      'throws',
      {
        apply: () => {
          throw new Error('boom');
        },
      },
      'step 1 of 4, Up(n = 1): apply() failed:\n  Error: boom\n',
    ],
    ['throws no error', { apply: throwing({ code: 7 }) }, 'apply() failed:\n  { code: 7 }\nrepeat'],
    ['throws nothing', { apply: throwing(undefined) }, 'apply() failed:\n  undefined\nrepeat'],
    [
      'throws for a reason',
      { apply: throwing(new Error('boom', { cause: 'a fuse' })) },
      /apply\(\) failed:\n {2}Error: boom\n( {6}at .*\n)* {2}.*\{\n {4}\[cause\]: 'a fuse'\n {2}\}\nrepeat/,
    ],
    ['answers nonsense', { apply: () => 'yes' as 'done' }, 'apply() answered the string "yes" where'],
    ['answers nothing', { apply: (() => {}) as () => 'done' }, 'apply() answered undefined where'],
    [
      'answers itself',
      { apply: (() => cycle) as unknown as () => 'done' },
      'apply() answered an object where',
    ],
    [
      'shows what contains itself',
      { observe: () => ({ x: cycle, seen: new Set() }) as unknown as State },
      "the initial state: the implementation's state is not the model's:\n  x: expected 0, but x.me contains itself\n",
    ],
    [
      'cannot be looked at',
      {
        observe: () => ({
          get x(): number {
            throw new Error('torn down');
          },
          seen: new Set([0]),
        }),
      },
      'observe() failed:\n  Error: torn down',
    ],
    ['shows nonsense', { observe: () => undefined as unknown as State }, 'observe() answered undefined'],
    ['shows a fraction', { observe: () => ({ x: 0.5, seen: new Set<number>() }) }, 'which is no TLA+ value'],
    ['forgets a variable', { observe: () => ({ x: 0 }) as State }, 'observe() does not show it'],
    [
      'shows too much',
      { observe: () => ({ x: 0, seen: new Set([0]), y: 1 }) },
      'the model has no such variable',
    ],
    [
      'cannot start',
      { init: () => Promise.reject(new Error('no memory')) },
      'the start: init() failed:\n  Error: no memory',
    ],
  ] as [string, Partial<Driver<Action, State>>, string | RegExp][])(
    'an implementation that %s fails with a reason',
    async (_, faults, message) => {
      const driver = counter(faults);
      await expect(replay(driver)).rejects.toThrow(message);
      expect(driver.disposed).toBe(1);
    },
  );

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'createDriver() answered undefined where a driver is expected'],
    [
      'a strange time limit',
      { ...counter(), timeLimit: NaN },
      "the driver's timeLimit is the number NaN where",
    ],
    ['a part', { init() {}, apply: () => 'done' }, 'the driver has no method observe(), dispose()'],
  ])('a driver that is none is named: %s', async (_, driver, message) => {
    await expect(replay(driver as Driver<Action, State>)).rejects.toThrow(`MCCounter, the start: ${message}`);
  });

  test('a driver that cannot be disposed of fails', async () => {
    const stuck = counter({ dispose: () => Promise.reject(new Error('busy')) });
    const run = replay(stuck);
    await expect(run).rejects.toThrow(ConformanceError);
    await expect(run).rejects.toThrow(/^MCCounter, the end: dispose\(\) failed:\n {2}Error: busy/);
  });

  test('a failing dispose() does not hide what went wrong before', async () => {
    const stuck = counter({
      apply: () => 'refused',
      dispose: () => {
        throw new Error('busy');
      },
    });
    const run = replay(stuck);
    await expect(run).rejects.toThrow(ConformanceError);
    await expect(run).rejects.toThrow(
      /step 1 of 4[^]*the implementation refused[^]*\nafter that, dispose\(\) failed:\n {2}Error: busy/,
    );
  });

  test('a driver gets the initial state and the facts of the trace, and cannot change what is expected', async () => {
    const told: TraceFacts[] = [];
    const driver = counter({
      init(initial) {
        (initial as { x: number }).x = 5;
        (initial.seen as Set<number>).add(5);
      },
      observe: () => ({ x: 5, seen: new Set([0, 5]) }),
    });
    const own = trace({ end: { kind: 'lasso', backTo: 0, action: up(1) } });
    const run = replayTrace(own, (_, facts) => (told.push(facts), driver), { repeat });
    await expect(run).rejects.toThrow('x: expected 0, actual 5');
    expect(own.initial).toEqual({ x: 0, seen: new Set([0]) });
    expect(told).toEqual([{ id: 'MCCounter', title: 'counts', steps: 5, end: 'lasso' }]);
  });
});

describe('a driver that does not answer', () => {
  const never = (): Promise<never> => new Promise<never>(() => {});
  test.each<[keyof Driver, Partial<Driver<Action, State>>, string]>([
    ['init', { init: never }, 'MCCounter, the start: init() gave no answer within 0.02 s\n'],
    ['apply', { apply: never }, 'MCCounter, step 1 of 4, Up(n = 1): apply() gave no answer within 0.02 s\n'],
    ['observe', { observe: never }, 'MCCounter, the initial state: observe() gave no answer within 0.02 s\n'],
    ['dispose', { dispose: never }, 'MCCounter, the end: dispose() gave no answer within 0.02 s\n'],
  ])('in %s() is told with step, action and command', async (_, faults, message) => {
    const text = await messageOf(replay(counter({ timeLimit: 20, ...faults })));
    expect(text.startsWith(message)).toBe(true);
    expect(text).toContain(`repeat with: ${repeat}`);
  });

  test('is disposed of, and what it does later disturbs nothing', async () => {
    let fail = (_: Error): void => {};
    const driver = counter({
      timeLimit: 20,
      apply: () => new Promise<never>((_, reject) => (fail = reject)),
    });
    await messageOf(replay(driver));
    expect(driver.disposed).toBe(1);
    fail(new Error('much too late'));
    await new Promise((done) => setImmediate(done));
  });

  test('is noticed also where the driver works with fake timers', async () => {
    vi.useFakeTimers();
    try {
      await expect(replay(counter({ timeLimit: 20, apply: never }))).rejects.toThrow('gave no answer');
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([2 ** 31, Infinity])('may take longer than a timer can run: %d', async (timeLimit) => {
    const driver = counter();
    const slow = counter({
      timeLimit,
      init: async (initial) => {
        await new Promise((done) => setTimeout(done, 30));
        await driver.init(initial);
      },
      apply: (action) => driver.apply(action),
      observe: () => driver.observe(),
    });
    await replay(slow);
  });

  test.each([20_000, Infinity])('leaves no timer behind when it answers within %d', async (timeLimit) => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const driver = counter();
    const before = timers();
    await replay(
      counter({
        timeLimit,
        init: (initial) => driver.init(initial),
        apply: async (action) => driver.apply(action),
        observe: async () => driver.observe(),
      }),
    );
    expect(timers()).toBe(before);
  });
});

describe('a step where the specification leaves a choice', () => {
  const steps = (outcomes: SuiteStep<Action, State>['outcomes']) => [
    { action: up(1), changes: { x: 2, seen: new Set([0, 2]) }, ...(outcomes && { outcomes }) },
  ];

  test('says so, and that the other choice is allowed', async () => {
    const others = [{ x: 1, seen: new Set([0, 1]) }];
    expect(await messageOf(replay(counter(), { steps: steps({ count: 2, others }) }))).toBe(
      [
        "MCCounter, step 1 of 1, Up(n = 1): the implementation's state is not that of the trace:",
        '  x: expected 2, actual 1',
        '  seen: 2 is missing in the set',
        '  seen: 1 is not expected in the set',
        "The specification allows 2 outcomes here; the trace takes one of them. The implementation's state is another of them: it does what the specification allows, but this trace cannot go on from there.",
        'Give the choice to an action that Next calls with it: then the driver gets it as a parameter.',
        `repeat with: ${repeat}`,
      ].join('\n'),
    );
  });

  test.each<[string, SuiteStep<Action, State>['outcomes'], string]>([
    ['none', { count: 2, others: [{ x: 0 }] }, "not the model's:"],
    ['none', { count: 2, others: [{ x: 0 }] }, "The implementation's state is none of them.\nrepeat"],
    [
      'none of those that the suite has',
      { count: 9, others: [{ x: 0 }] },
      "the trace takes one of them. The suite lists 2 of them, and the implementation's state is none of these.\nGive the choice",
    ],
  ])('says that the state is %s of the outcomes', async (_, outcomes, message) => {
    await expect(replay(counter(), { steps: steps(outcomes) })).rejects.toThrow(message);
  });

  test('does not take a state with other variables for an outcome', async () => {
    const others = [{ x: 0 }];
    let more = {};
    const strange = counter({
      apply: () => ((more = { y: 1 }), 'done'),
      observe: () => ({ x: 0, seen: new Set([0]), ...more }),
    });
    await expect(replay(strange, { steps: steps({ count: 2, others }) })).rejects.toThrow(
      "The implementation's state is none of them.",
    );
  });

  test('passes where the implementation chooses as the trace does', async () => {
    const [first] = trace().steps;
    await replay(counter(), { steps: [{ ...first!, outcomes: { count: 2, others: [{ x: 0 }] } }] });
  });

  test('may be the first: several initial states', async () => {
    const change = { initial: { x: 1, seen: new Set([1]) }, steps: [] };
    const initialOutcomes = { count: 2, others: [{ x: 0, seen: new Set([0]) }] };
    await expect(replay(counter(), { ...change, initialOutcomes })).rejects.toThrow(
      /^MCCounter, the initial state: [^]*allows 2 initial states; [^]* another of them[^]*init\(\) gets the initial state of the trace/,
    );
  });
});

describe('the end of a trace', () => {
  const end = (kind: 'finite' | 'stuttering' | 'deadlock'): { end: { kind: typeof kind } } => ({
    end: { kind },
  });

  test('walks around a loop a second time', async () => {
    const visited: number[] = [];
    const driver = counter();
    const watching = counter({
      init: (initial) => driver.init(initial),
      apply: (action) => (visited.push(action.parameters.n), driver.apply(action)),
      observe: () => driver.observe(),
    });
    const loop = { kind: 'lasso', backTo: 1, action: up(0) } as const;
    await replay(watching, { steps: trace().steps.slice(0, 1), end: loop });
    expect(visited).toEqual([1, 0, 0]);
  });

  test('a loop that does not close is told so', async () => {
    const loop = { kind: 'lasso', backTo: 1, action: up(1) } as const;
    await expect(replay(counter(), { steps: trace().steps.slice(0, 1), end: loop })).rejects.toThrow(
      /step 2 of 2, Up\(n = 1\): [^]*\n {2}x: expected 1, actual 2 [^]*\nThis step closes the loop: it has to lead back to the state after step 1\.\n/,
    );
  });

  test('a loop that does not close the second time fails', async () => {
    let calls = 0;
    const driver = counter();
    const tiring = counter({
      init: (initial) => driver.init(initial),
      apply: (action) => (++calls > 5 ? 'refused' : driver.apply(action)),
      observe: () => driver.observe(),
    });
    const loop = { kind: 'lasso', backTo: 3, action: up(2) } as const;
    await expect(replay(tiring, { end: loop })).rejects.toThrow(
      'MCCounter, step 4 of 5, the second time around the loop, Up(n = 1): the implementation refused',
    );
  });

  test('where the trace stutters, a state that changes by itself fails', async () => {
    const restless = (): Driver<Action, State> => {
      let x = 0;
      return counter({
        apply: () => {
          setImmediate(() => x++);
          return 'done';
        },
        observe: () => ({ x, seen: new Set([0]) }),
      });
    };
    const steps = [{ action: up(0), changes: {} }];
    await replay(restless(), { steps, ...end('finite') });
    await expect(replay(restless(), { steps, ...end('stuttering') })).rejects.toThrow(
      /^MCCounter, the end, where nothing happens any more: [^]*x: expected 0, actual 1[^]*for ever: nothing may change without an action/,
    );
    await replay(counter(), end('stuttering'));
  });

  test('in a deadlock, each action of the trace has to be refused', async () => {
    await expect(replay(counter(), end('deadlock'))).rejects.toThrow(
      'MCCounter, the end, Up(n = 1): the trace ends in a deadlock, where no action is possible, but the implementation performed this one',
    );
    let calls = 0;
    const driver = counter();
    const full = (): Driver<Action, State> =>
      counter({
        init: (initial) => ((calls = 0), driver.init(initial)),
        apply: (action) => (++calls > 4 ? 'refused' : driver.apply(action)),
        observe: () => driver.observe(),
      });
    await replay(full(), end('deadlock'));
    expect(calls).toBe(5);
    const leaking = {
      ...full(),
      observe: async () => ({ ...(await driver.observe()), ...(calls > 4 && { x: 7 }) }),
    };
    await expect(replay(leaking, end('deadlock'))).rejects.toThrow(
      /the end, Up\(n = 1\): [^]*x: expected 1, actual 7[^]*An action that is refused must change nothing/,
    );
  });
});

test('a suite without traces fails', () => {
  expect(() => requireTraces([])).toThrow('it tests nothing');
});
