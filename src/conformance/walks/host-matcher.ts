import type { TlaValue } from '../../trace/index.ts';
import { hostOf } from '../host-of.ts';
import { isPlainObject } from '../host-value.ts';
import { fieldOrder, learnOrder } from './field-order.ts';

/** Answers whether a host value stands for the value that it was made for. */
export type HostMatcher = (host: unknown) => boolean;

/**
 * Prepares a TLA+ value for the many comparisons that find no difference: nothing is lifted and nothing is allocated.
 * `true` is certain; `false` means that `compareStates` has to look.
 */
export function hostMatcher(expected: TlaValue): HostMatcher {
  switch (expected.kind) {
    case 'set':
      return setMatcher(expected.elements);
    case 'seq':
      return arrayMatcher(expected.elements.map(hostMatcher));
    case 'record':
      return objectMatcher(expected.fields);
    case 'fn': {
      const named = expected.entries.map(([key, image]) => [scalarOf(key), image] as const);
      return named.every((entry): entry is readonly [string, TlaValue] => typeof entry[0] === 'string')
        ? objectMatcher(named)
        : never;
    }
    case 'interval':
      return never;
    case 'int':
    case 'bool':
    case 'string':
    case 'model': {
      const scalar = hostOf(expected);
      return (host) => host === scalar;
    }
  }
}

const never: HostMatcher = () => false;

/** The host value of a scalar; `undefined` of anything else, which is no host value. */
const scalarOf = (value: TlaValue): unknown =>
  value.kind === 'int' || value.kind === 'bool' || value.kind === 'string' || value.kind === 'model'
    ? hostOf(value)
    : undefined;

/** Of scalars only: a set within a set is another object. */
function setMatcher(elements: readonly TlaValue[]): HostMatcher {
  const scalars = elements.map(scalarOf);
  if (scalars.includes(undefined)) return never;
  return (host) => {
    // Not of a class that extends Set: that may have its own idea of what it has.
    if (!isPlainSet(host) || host.size !== scalars.length) return false;
    for (const scalar of scalars) if (!host.has(scalar)) return false;
    return true;
  };
}

const isPlainSet = (host: unknown): host is ReadonlySet<unknown> =>
  typeof host === 'object' &&
  host !== null &&
  Object.getPrototypeOf(host) === Set.prototype &&
  !Object.hasOwn(host, 'has');

/** The empty sequence is the function of no arguments, which an object without fields stands for as well. */
function arrayMatcher(elements: readonly HostMatcher[]): HostMatcher {
  const asObject = elements.length === 0 ? objectMatcher([]) : never;
  return (host) => {
    if (!Array.isArray(host)) return asObject(host);
    if (host.length !== elements.length) return false;
    for (let i = 0; i < elements.length; i++) if (!elements[i]!(host[i])) return false;
    return true;
  };
}

function objectMatcher(fields: readonly (readonly [string, TlaValue])[]): HostMatcher {
  const names = fields.map(([name]) => name);
  const matchers = fields.map(([, field]) => hostMatcher(field));
  const order = fieldOrder(names);
  return (host) => {
    if (typeof host !== 'object' || host === null || !isPlainObject(host)) return false;
    const seen = host as Record<string, unknown>;
    let i = 0;
    for (const name in seen) {
      if (name !== order.names[i])
        return learnOrder(order, host) && names.every((own, place) => matchers[place]!(seen[own]));
      if (!matchers[order.places[i]!]!(seen[name])) return false;
      i++;
    }
    return i === names.length;
  };
}
