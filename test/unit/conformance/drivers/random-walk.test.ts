import { describe, expect, it } from 'vitest';
import { createDriver as createBaseline } from '../../../../src/conformance/drivers/baseline/index.ts';
import { createDriver as createPinBlocksWriteback } from '../../../../src/conformance/drivers/pin-blocks-writeback/index.ts';
import { allActions, initialState, nextState, type ModelOptions } from './model.ts';

const WALKS = 150;
const STEPS = 80;

/** xorshift32: the same numbers on every machine. */
function randomNumbers(seed: number): (below: number) => number {
  let x = seed;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}

const shapes = [
  { pages: ['p1'], users: ['u1'], repeat: false, maxVersion: 2 },
  { pages: ['p1', 'p2'], users: ['u1', 'u2'], repeat: true, maxVersion: 3 },
];

describe.each([
  { design: 'baseline', createDriver: createBaseline, pinBlocksWriteback: false },
  { design: 'pin-blocks-writeback', createDriver: createPinBlocksWriteback, pinBlocksWriteback: true },
])('$design, walked at random beside a transcription of its specification', (design) => {
  it.each(shapes)('$pages $users', (shape) => {
    const model: ModelOptions = { ...shape, pinBlocksWriteback: design.pinBlocksWriteback };
    const constants = {
      Pages: new Set(shape.pages),
      Users: new Set(shape.users),
      ShortUsers: new Set(shape.users),
      Repeat: shape.repeat,
      MaxVersion: shape.maxVersion,
      NoPage: 'NoPage',
      Features: new Set(),
      FreeBlocks: 0,
    };
    const driver = design.createDriver(constants);
    const actions = allActions(model);
    const random = randomNumbers(20180103);
    const performed = new Set<string>();
    for (let walk = 0; walk < WALKS; walk++) {
      driver.init();
      let state = initialState(model);
      expect(driver.observe()).toEqual(state);
      const history: string[] = [];
      for (let step = 0; step < STEPS; step++) {
        const possible = actions.filter((action) => nextState(model, state, action) !== undefined);
        // Every third action is any action, mostly an impossible one.
        const choice = step % 3 === 0 ? actions : possible;
        const action = choice[random(choice.length)]!;
        const next = nextState(model, state, action);
        history.push(`${action.name} ${Object.values(action.parameters).join(' ')}`);
        const path = `walk ${walk}: ${history.join(', ')}`;
        expect(driver.apply(action), path).toBe(next === undefined ? 'refused' : 'done');
        state = next ?? state;
        expect(driver.observe(), path).toEqual(state);
        if (next !== undefined) performed.add(action.name);
      }
    }
    expect(performed).toEqual(new Set(actions.map(({ name }) => name)));
    driver.dispose();
  });
});
