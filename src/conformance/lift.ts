import { bool, fail, fn, int, ok, seq, set, string, type Result, type TlaValue } from '../trace/index.ts';

/**
 * The TLA+ value that a host value stands for. Numbers and bigints are integers, strings are strings *and* model
 * values, a `Set` is a set, an array a sequence, a `Map` a function, and a plain object a record or a function whose
 * keys are strings or model values. An empty array, `Map` or object is the empty function.
 *
 * The error says which part has no meaning in TLA+: `undefined`, a fraction, a function, an instance of a class.
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
  if (host instanceof Set)
    return set([...host].map((element) => lift(element, `an element of ${path || 'the set'}`)));
  if (host instanceof Map) {
    return fn(
      [...host].map(([key, image]) => [
        lift(key, `a key of ${path || 'the map'}`),
        lift(image, `${path}[${describe(key)}]`),
      ]),
    );
  }
  const prototype: unknown = Object.getPrototypeOf(host);
  if (prototype === Object.prototype || prototype === null) {
    return fn(Object.entries(host).map(([name, field]) => [string(name), lift(field, `${path}.${name}`)]));
  }
  throw new NoMeaning(`${path || 'the value'} is ${describe(host)}, which is no TLA+ value`);
}

function describe(host: unknown): string {
  if (typeof host === 'object' && host !== null)
    return `an instance of ${host.constructor?.name ?? 'a class'}`;
  return typeof host === 'function' ? 'a function' : String(host);
}
