import type { Expectation } from './manifest.ts';

/** The number of distinct states that a model has to have, where its manifest says it. */
export function expectedStates(expect: Expectation): number | undefined {
  const holding = expect.result === 'each' ? expect.others : expect;
  return holding?.result === 'holds' ? holding.states?.distinct : undefined;
}
