import {
  asCompared,
  diffStates,
  diffValues,
  int,
  isFieldName,
  printValue,
  string,
  valuesEqual,
  type Comparison,
  type Difference,
  type TlaValue,
} from '../trace/index.ts';
import { adviceOnKind } from './advice-on-kind.ts';
import { bagDifferences } from './bag-differences.ts';
import { describeHost } from './host-value.ts';
import { liftValue } from './lift.ts';

/** The values that the model expects, by variable; of those that are compared. */
export type ExpectedState = ReadonlyMap<string, TlaValue>;

/**
 * Compares what an implementation shows with what the model expects, as deep inside as a difference can be named.
 * Returns one line for each place that differs; empty when the states are equal.
 * @param before The state before the step: lines of what the step leaves as it was say so.
 */
export function compareStates(
  expected: ExpectedState,
  observed: unknown,
  before?: ExpectedState,
  comparison: Comparison = {},
): readonly string[] {
  if (typeof observed !== 'object' || observed === null || Array.isArray(observed) || observed instanceof Map)
    return [
      `observe() answered ${describeHost(observed)} where an object with the model's variables is expected`,
    ];
  const seen = observed as Record<string, unknown>;
  const { ignored, unordered } = comparison;
  const unknown = Object.keys(seen).filter((name) => !expected.has(name));
  const differences = [...expected].flatMap(([name, value]) =>
    compareVariable(name, value, seen, unordered?.includes(name) ?? false),
  );
  if (differences.length === 0 && unknown.length === 0) return [];
  const changed =
    before &&
    diffStates(asCompared(before, comparison), asCompared(expected, comparison)).map(({ path }) => path);
  return [
    ...differences.map(({ path, text }) => `${path.join('')}${text}${remark(path, changed)}`),
    ...unknown.map((name) =>
      ignored?.includes(name)
        ? `${name}: the suite ignores this variable ("ignored" in the manifest), so observe() must not show it`
        : `${name}: the model has no such variable; it has ${[...expected.keys()].join(', ')}`,
    ),
  ];
}

/** What differs at a place. */
interface PlacedText {
  readonly path: Difference['path'];
  /** What follows the path, with its colon. */
  readonly text: string;
}

/** Tells an effect that is missing or wrong from one that should not be there at all. */
function remark(path: Difference['path'], changed: readonly Difference['path'][] | undefined): string {
  const isChanged = changed?.some((other) => startsWith(path, other) || startsWith(other, path)) ?? true;
  return isChanged ? '' : ' (the model does not change it in this step)';
}

const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.every((part, i) => path[i] === part);

function compareVariable(
  name: string,
  expected: TlaValue,
  seen: Record<string, unknown>,
  isUnordered: boolean,
): readonly PlacedText[] {
  const path = [name];
  if (!Object.hasOwn(seen, name))
    return [{ path, text: `: expected ${printValue(expected)}, but observe() does not show it` }];
  const host = seen[name];
  return (isUnordered && compareBags(expected, host, path)) || compareValues(expected, host, path);
}

/** Undefined where one of the two is no sequence. */
function compareBags(
  expected: TlaValue,
  host: unknown,
  path: readonly string[],
): readonly PlacedText[] | undefined {
  const actual = liftValue(host, path.join(''));
  if (expected.kind !== 'seq' || !actual.ok || actual.value.kind !== 'seq') return undefined;
  return bagDifferences(expected.elements, actual.value.elements).map((text) => ({
    path,
    text: `: ${text}`,
  }));
}

function compareValues(expected: TlaValue, host: unknown, path: readonly string[]): readonly PlacedText[] {
  const actual = liftValue(host, path.join(''));
  if (!actual.ok) return [{ path, text: `: expected ${printValue(expected)}, but ${actual.error}` }];
  if (valuesEqual(expected, actual.value)) return [];
  const advice = adviceOnKind(expected, host);
  if (advice !== undefined) {
    const both = `: expected ${printValue(expected)}, actual ${printValue(actual.value)}`;
    return [{ path, text: `${both}; ${advice}` }];
  }
  const [wanted, found] = [entriesOf(expected), hostEntries(host)];
  if (wanted && found) return compareEntries(wanted, found, path);
  const lines = diffValues(expected, actual.value, path).map(placed);
  return host instanceof Set ? [...lines, ...adviceOnElements(expected, actual.value, host, path)] : lines;
}

/** The words are those of a test: `before` is what the model expects, `after` what the implementation shows. */
function placed({ path, change }: Difference): PlacedText {
  switch (change.kind) {
    case 'changed':
      return { path, text: `: expected ${printValue(change.before)}, actual ${printValue(change.after)}` };
    case 'removed':
      return { path, text: `: ${printValue(change.before)} is missing in the set` };
    case 'added':
      return { path, text: `: ${printValue(change.after)} is not expected in the set` };
  }
}

/** Where a set lacks elements and has others of another kind, one pair stands for all. */
function adviceOnElements(
  expected: TlaValue,
  actual: TlaValue,
  host: ReadonlySet<unknown>,
  path: readonly string[],
): readonly PlacedText[] {
  const isIn = (set: TlaValue, element: TlaValue): boolean =>
    set.kind === 'set' && set.elements.some((other) => valuesEqual(other, element));
  const missing =
    expected.kind === 'set' ? expected.elements.find((element) => !isIn(actual, element)) : undefined;
  const stray = [...host].find((element) => {
    const lifted = liftValue(element);
    return lifted.ok && !isIn(expected, lifted.value);
  });
  const advice = missing && stray !== undefined ? adviceOnKind(missing, stray) : undefined;
  return advice === undefined ? [] : [{ path, text: `, its elements: ${advice}` }];
}

/** Parts of a value by the text of their place in it. */
type Entries<T> = ReadonlyMap<string, T>;

function compareEntries(
  expected: Entries<TlaValue>,
  actual: Entries<unknown>,
  path: readonly string[],
): readonly PlacedText[] {
  const places = new Set([...expected.keys(), ...actual.keys()]);
  return [...places].flatMap((place) => {
    const inside = [...path, place];
    const value = expected.get(place);
    if (value && actual.has(place)) return compareValues(value, actual.get(place), inside);
    if (value) return [{ path: inside, text: `: expected ${printValue(value)}, but there is none` }];
    const stray = liftValue(actual.get(place));
    return [{ path: inside, text: `: ${stray.ok ? printValue(stray.value) : 'this'} is not expected` }];
  });
}

function entriesOf(value: TlaValue): Entries<TlaValue> | undefined {
  if (value.kind === 'seq')
    return new Map(value.elements.map((element, i) => [placeOf(int(i + 1)), element]));
  if (value.kind === 'record')
    return new Map(value.fields.map(([name, field]) => [placeOf(string(name)), field]));
  if (value.kind === 'fn') return new Map(value.entries.map(([key, image]) => [placeOf(key), image]));
  return undefined;
}

/** The same of a host value that was lifted before, so that its keys have a meaning. */
function hostEntries(host: unknown): Entries<unknown> | undefined {
  if (typeof host !== 'object' || host === null || host instanceof Set) return undefined;
  if (Array.isArray(host))
    return new Map(host.map((element: unknown, i) => [placeOf(int(i + 1)), element] as const));
  if (!(host instanceof Map))
    return new Map(Object.entries(host).map(([name, field]) => [placeOf(string(name)), field as unknown]));
  return new Map(
    [...(host as ReadonlyMap<unknown, unknown>)].map(([key, image]) => {
      const lifted = liftValue(key);
      return [lifted.ok ? placeOf(lifted.value) : '', image] as const;
    }),
  );
}

const placeOf = (key: TlaValue): string =>
  key.kind === 'string' && isFieldName(key.value) ? `.${key.value}` : `[${printValue(key)}]`;
