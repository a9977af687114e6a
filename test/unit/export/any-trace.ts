import fc from 'fast-check';
import type { ActionInstance, State, Step, Trace } from '../../../src/trace/index.ts';
import { anyValue } from '../trace/any-value.ts';

const anyName = fc.constantFrom('x', 'pc', 'end', '__proto__', 'queue_1');
const anyState: fc.Arbitrary<State> = fc
  .uniqueArray(fc.tuple(anyName, anyValue), { maxLength: 4, selector: ([name]) => name })
  .map((entries) => new Map(entries));
const anyAction: fc.Arbitrary<ActionInstance> = fc.record(
  {
    name: fc.oneof(fc.constantFrom('Up', 'Pin'), fc.string()),
    arguments: fc.array(fc.record({ name: anyName, value: anyValue }), { maxLength: 3 }),
  },
  { requiredKeys: ['name'] },
);
const anyLocation = fc.record({
  module: fc.string(),
  beginLine: fc.nat(),
  beginColumn: fc.nat(),
  endLine: fc.nat(),
  endColumn: fc.nat(),
});
const anyStep: fc.Arbitrary<Omit<Step, 'state'>> = fc.record(
  {
    actions: fc
      .tuple(anyAction, fc.array(anyAction, { maxLength: 2 }))
      .map(([first, others]) => [first, ...others] as const),
    location: anyLocation,
  },
  { requiredKeys: ['actions'] },
);

/** Any trace: with states that lack variables, several instances of a step, and any end. */
export const anyTrace: fc.Arbitrary<Trace> = fc
  .tuple(anyState, fc.array(fc.tuple(anyStep, anyState), { maxLength: 4 }), anyStep, fc.nat())
  .chain(([initial, path, back, n]) => {
    const steps = path.map(([step, state]) => ({ ...step, state }));
    return fc.record({
      initial: fc.constant(initial),
      steps: fc.constant(steps),
      end: fc.constantFrom(
        { kind: 'finite' } as const,
        { kind: 'stuttering' } as const,
        { kind: 'lasso', backTo: n % (steps.length + 1), step: back } as const,
      ),
      notes: fc.array(fc.string(), { maxLength: 2 }),
    });
  });
