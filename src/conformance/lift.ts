import { bool, fail, fn, int, ok, seq, set, string, type Result, type TlaValue } from '../trace/index.ts';

/**
 * The TLA+ value that a host value stands for. Numbers and bigints are integers, strings are strings *and* model
 * values, a `Set` is a set, an array a sequence, a `Map` a function, and a plain object a record or a function whose
 * keys are strings or model values. An empty array, `Map` or object is the empty function.
 *
 * The error says which part has no meaning in TLA+: `undefined`, a fraction, a function, an instance of a class, a `Set`
 * with two elements or a `Map` with two keys that are one value in TLA+.
 */
export function liftValue(host: unknown): Result<TlaValue, string> {
  try {
    return ok(lift(host, ''));
  } catch (error) {
    if (error instanceof NoMeaning) return fail(error.message);
    throw error;
  }
}

/** Unwinds the recursion; never leaves this module. */
class NoMeaning extends Error {}

function lift(host: unknown, path: string): TlaValue {
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
      if (host !== null) return liftObject(host, path);
      break;
    case 'undefined':
    case 'function':
    case 'symbol':
      break;
  }
  throw new NoMeaning(`${path || 'the value'} is ${describe(host)}, which is no TLA+ value`);
}

function liftObject(host: object, path: string): TlaValue {
  if (Array.isArray(host)) return seq(Array.from(host, (element, i) => lift(element, `${path}[${i + 1}]`)));
  if (host instanceof Set) {
    const elements = [...host].map((element) => lift(element, `an element of ${path || 'the set'}`));
    if (!areDistinct(elements)) throw new NoMeaning(`${path || 'the set'} has two equal elements`);
    return set(elements);
  }
  if (host instanceof Map) {
    const entries = [...host].map(
      ([key, image]) =>
        [lift(key, `a key of ${path || 'the map'}`), lift(image, `${path}[${describe(key)}]`)] as const,
    );
    if (!areDistinct(entries.map(([key]) => key)))
      throw new NoMeaning(`${path || 'the map'} has two equal keys`);
    return fn(entries);
  }
  const prototype: unknown = Object.getPrototypeOf(host);
  if (prototype === Object.prototype || prototype === null) {
    return fn(Object.entries(host).map(([name, field]) => [string(name), lift(field, `${path}.${name}`)]));
  }
  throw new NoMeaning(`${path || 'the value'} is ${describe(host)}, which is no TLA+ value`);
}

/** JavaScript tells `[1]` from another `[1]` and `1n` from `1`; a collection that has both is not what it seems to be. */
function areDistinct(values: readonly TlaValue[]): boolean {
  const union = set(values);
  return union.kind === 'set' && union.elements.length === values.length;
}

function describe(host: unknown): string {
  if (typeof host === 'object' && host !== null)
    return `an instance of ${host.constructor?.name ?? 'a class'}`;
  return typeof host === 'function' ? 'a function' : String(host);
}
