import type { TlaValue } from '../../trace/index.ts';
import { isPlainObject } from '../host-value.ts';

/**
 * Whether a host value stands for a TLA+ value, for the many comparisons that find no difference: it makes no values.
 * `true` is certain; `false` means that `compareStates` has to look.
 */
export function hostEquals(expected: TlaValue, host: unknown): boolean {
  switch (expected.kind) {
    case 'set':
      return host instanceof Set && host.size === expected.elements.length && hasAll(expected.elements, host);
    case 'seq':
      return (
        Array.isArray(host) &&
        host.length === expected.elements.length &&
        expected.elements.every((element, i) => hostEquals(element, host[i]))
      );
    case 'record':
      return (
        isObjectOf(expected.fields.length, host) &&
        expected.fields.every(([name, field]) => isField(host, name, field))
      );
    case 'fn':
      return (
        isObjectOf(expected.entries.length, host) &&
        expected.entries.every(([key, image]) => isField(host, scalarOf(key), image))
      );
    case 'interval':
      return false;
    case 'int':
    case 'bool':
    case 'string':
    case 'model':
      return host === scalarOf(expected);
  }
}

/** The host value of a scalar; `undefined` of anything else, which is no host value. */
function scalarOf(value: TlaValue): number | bigint | boolean | string | undefined {
  if (value.kind === 'int')
    return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : value.value;
  if (value.kind === 'model') return value.name;
  return value.kind === 'bool' || value.kind === 'string' ? value.value : undefined;
}

/** Of scalars only: a set within a set is another object. */
const hasAll = (elements: readonly TlaValue[], host: ReadonlySet<unknown>): boolean =>
  elements.every((element) => {
    const scalar = scalarOf(element);
    return scalar !== undefined && host.has(scalar);
  });

const isObjectOf = (count: number, host: unknown): host is Record<string, unknown> =>
  typeof host === 'object' && host !== null && isPlainObject(host) && Object.keys(host).length === count;

const isField = (
  host: Record<string, unknown>,
  name: ReturnType<typeof scalarOf>,
  value: TlaValue,
): boolean => typeof name === 'string' && Object.hasOwn(host, name) && hostEquals(value, host[name]);
