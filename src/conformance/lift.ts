import { bool, fail, fn, int, ok, seq, set, string, type Result, type TlaValue } from '../trace/index.ts';
import { describeHost, isPlainObject } from './host-value.ts';

/**
 * The TLA+ value that a host value stands for. Numbers and bigints are integers, strings are strings *and* model
 * values, a `Set` is a set, an array a sequence, a `Map` a function, and a plain object a record or a function whose
 * keys are strings or model values. An empty array, `Map` or object is the empty function.
 *
 * The error says which part has no meaning in TLA+: `undefined`, a fraction, a function, an instance of a class, what
 * contains itself, a `Set` with two elements or a `Map` with two keys that are one value in TLA+.
 * @param name What the value is called in the error, a variable's name for example.
 */
export function liftValue(host: unknown, name = ''): Result<TlaValue, string> {
  try {
    return ok(lift(host, name, []));
  } catch (error) {
    if (error instanceof NoMeaning) return fail(error.message);
    throw error;
  }
}

/** Unwinds the recursion; never leaves this module. */
class NoMeaning extends Error {}

/** `above` are the objects on the way to the value: one that is met again contains itself. */
function lift(host: unknown, path: string, above: object[]): TlaValue {
  switch (typeof host) {
    case 'boolean':
      return bool(host);
    case 'string':
      return string(host);
    case 'bigint':
      return int(host);
    case 'number':
      if (Number.isSafeInteger(host)) return int(host);
      break;
    case 'object':
      if (host !== null) return liftInside(host, path, above);
      break;
    case 'undefined':
    case 'function':
    case 'symbol':
      break;
  }
  throw noMeaning(host, path);
}

function liftInside(host: object, path: string, above: object[]): TlaValue {
  if (above.includes(host)) throw new NoMeaning(`${path || 'the value'} contains itself`);
  above.push(host);
  const value = liftObject(host, path, above);
  above.pop();
  return value;
}

function liftObject(host: object, path: string, above: object[]): TlaValue {
  if (Array.isArray(host))
    return seq(Array.from(host, (element, i) => lift(element, `${path}[${i + 1}]`, above)));
  if (host instanceof Set) {
    const elements = [...host].map((element) => lift(element, `an element of ${path || 'the set'}`, above));
    if (!areDistinct(elements))
      throw new NoMeaning(`${path || 'the set'} has two elements that are equal in TLA+`);
    return set(elements);
  }
  if (host instanceof Map) return liftMap(host, path, above);
  if (isPlainObject(host)) {
    const fields = Object.entries(host);
    return fn(fields.map(([name, field]) => [string(name), lift(field, fieldPath(path, name), above)]));
  }
  throw noMeaning(host, path);
}

function liftMap(host: ReadonlyMap<unknown, unknown>, path: string, above: object[]): TlaValue {
  const entries = [...host].map(
    ([key, image]) =>
      [
        lift(key, `a key of ${path || 'the map'}`, above),
        lift(image, `${path}[${keyText(key)}]`, above),
      ] as const,
  );
  if (!areDistinct(entries.map(([key]) => key)))
    throw new NoMeaning(`${path || 'the map'} has two keys that are equal in TLA+`);
  return fn(entries);
}

const fieldPath = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const keyText = (key: unknown): string =>
  typeof key === 'string' || typeof key === 'number' ? String(key) : describeHost(key);

const noMeaning = (host: unknown, path: string): NoMeaning =>
  new NoMeaning(`${path || 'the value'} is ${describeHost(host)}, which is no TLA+ value`);

/** JavaScript tells `[1]` from another `[1]` and `1n` from `1`; a collection that has both is not what it seems to be. */
function areDistinct(values: readonly TlaValue[]): boolean {
  const union = set(values);
  return union.kind === 'set' && union.elements.length === values.length;
}
