import { diffValues, printValue, type Difference, type TlaValue } from '../trace/index.ts';
import { liftValue } from './lift.ts';

/** The values that the model expects, by variable. */
export type ExpectedState = ReadonlyMap<string, TlaValue>;

/**
 * Compares what an implementation shows with what the model expects, variable by variable.
 * Returns one line for each place that differs; empty when the states are equal.
 */
export function compareStates(expected: ExpectedState, observed: unknown): readonly string[] {
  if (typeof observed !== 'object' || observed === null) {
    return [`observe() answered ${String(observed)} where an object with the model's variables is expected`];
  }
  const seen = observed as Record<string, unknown>;
  const unknown = Object.keys(seen).filter((name) => !expected.has(name));
  return [
    ...[...expected].flatMap(([name, value]) => compareVariable(name, value, seen)),
    ...unknown.map((name) => `${name}: the model has no such variable`),
  ];
}

function compareVariable(name: string, expected: TlaValue, seen: Record<string, unknown>): readonly string[] {
  if (!Object.hasOwn(seen, name))
    return [`${name}: expected ${printValue(expected)}, but observe() does not show it`];
  const actual = liftValue(seen[name]);
  if (!actual.ok) return [`${name}: expected ${printValue(expected)}, but ${actual.error}`];
  return diffValues(expected, actual.value, [name]).map(describe);
}

/** The words are those of a test: `before` is what the model expects, `after` what the implementation shows. */
function describe({ path, change }: Difference): string {
  const place = path.join('');
  switch (change.kind) {
    case 'changed':
      return `${place}: expected ${printValue(change.before)}, actual ${printValue(change.after)}`;
    case 'removed':
      return `${place}: expected ${printValue(change.before)}, which is missing`;
    case 'added':
      return `${place}: ${printValue(change.after)} is not expected`;
  }
}
