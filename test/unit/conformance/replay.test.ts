import { describe, expect, test } from 'vitest';
import {
  ConformanceError,
  replayTrace,
  requireTraces,
  type Driver,
  type SuiteTrace,
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
  ...change,
});

const repeat = 'npx tracewright replay x --test MCCounter';
const replay = (
  driver: Driver<Action, State>,
  change: Partial<SuiteTrace<Action, State, object>> = {},
): Promise<void> => replayTrace(trace(change), () => driver, { repeat });

describe('replayTrace', () => {
  test('passes where the implementation follows the model, and disposes of it once', async () => {
    const driver = counter();
    await replay(driver);
    expect(driver.disposed).toBe(1);
  });

  test('names the step, the variable with both values, and the command', async () => {
    const driver = counter();
    const wrong = counter({
      observe: async () => ({ ...(await driver.observe()), x: 7 }),
      apply: (a) => driver.apply(a),
    });
    await expect(replay(wrong, { initial: { x: 7, seen: new Set([0]) } })).rejects.toThrow(
      [
        'MCCounter: the implementation does not follow the model at step 1 of 4, Up(n = 1):',
        '  x: expected 1, actual 7',
        `repeat with: ${repeat}`,
      ].join('\n'),
    );
  });

  test('shows a difference inside a value, not the whole value', async () => {
    const forgetful = counter({ observe: () => ({ x: 0, seen: new Set() }) });
    await expect(replay(forgetful)).rejects.toThrow('seen: expected 0, which is missing');
  });

  test('a refusal of a step of the model fails', async () => {
    await expect(replay(counter({ apply: () => 'refused' }))).rejects.toThrow(
      'the implementation refused it',
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
      'apply() failed: Error: boom',
    ],
    ['answers nonsense', { apply: () => 'yes' as 'done' }, 'apply() answered "yes"'],
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
      'init() failed: Error: no memory',
    ],
  ] as [string, Partial<Driver<Action, State>>, string][])(
    'an implementation that %s fails with a reason',
    async (_, faults, message) => {
      const driver = counter(faults);
      await expect(replay(driver)).rejects.toThrow(message);
      expect(driver.disposed).toBe(1);
    },
  );

  test('a driver that cannot be disposed of fails', async () => {
    const stuck = counter({ dispose: () => Promise.reject(new Error('busy')) });
    const run = replay(stuck);
    await expect(run).rejects.toThrow(ConformanceError);
    await expect(run).rejects.toThrow(/^MCCounter: .* at the end:\n {2}dispose\(\) failed: Error: busy/);
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
      /at step 1 of 4[^]*the implementation refused it[^]*\nafter that, dispose\(\) failed: Error: busy/,
    );
  });

  test('walks around a loop a second time', async () => {
    const loop = { backTo: 1, action: up(0) };
    const visited: number[] = [];
    const driver = counter();
    const watching = counter({
      init: () => driver.init(),
      apply: (action) => (visited.push(action.parameters.n), driver.apply(action)),
      observe: () => driver.observe(),
    });
    await replayTrace(
      { ...trace(), initial: { x: 0, seen: new Set([0]) }, steps: [...trace().steps.slice(0, 1)], loop },
      () => watching,
      { repeat },
    );
    expect(visited).toEqual([1, 0, 0]);
  });

  test('a loop that does not close the second time fails', async () => {
    let calls = 0;
    const driver = counter();
    const tiring = counter({
      apply: (action) => (++calls > 4 ? 'refused' : driver.apply(action)),
      observe: () => driver.observe(),
    });
    const loop = { backTo: 3, action: up(2) };
    await expect(replay(tiring, { steps: [...trace().steps], loop })).rejects.toThrow('refused it');
  });
});

test('a suite without traces fails', () => {
  expect(() => requireTraces([])).toThrow('it tests nothing');
});
