import type { TlaValue } from '../../trace/index.ts';
import { isPlainObject } from '../host-value.ts';

/**
 * Whether a host value stands for a TLA+ value, for the many comparisons that find no difference: it lifts no values.
 * `true` is certain; `false` means that `compareStates` has to look.
 */
export function hostEquals(expected: TlaValue, host: unknown): boolean {
  switch (expected.kind) {
    case 'set':
      return isSetOf(expected.elements, host);
    case 'seq':
      return isArrayOf(expected.elements, host);
    case 'record':
      return isObjectOf(expected.fields, host);
    case 'fn':
      return isObjectOf(
        expected.entries.map(([key, image]) => [scalarOf(key), image] as const),
        host,
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
const isSetOf = (elements: readonly TlaValue[], host: unknown): boolean =>
  host instanceof Set &&
  host.size === elements.length &&
  elements.every((element) => {
    const scalar = scalarOf(element);
    return scalar !== undefined && host.has(scalar);
  });

const isArrayOf = (elements: readonly TlaValue[], host: unknown): boolean =>
  Array.isArray(host) &&
  host.length === elements.length &&
  elements.every((element, i) => hostEquals(element, host[i]));

function isObjectOf(
  fields: readonly (readonly [ReturnType<typeof scalarOf>, TlaValue])[],
  host: unknown,
): boolean {
  if (typeof host !== 'object' || host === null || !isPlainObject(host)) return false;
  const seen = host as Record<string, unknown>;
  return (
    Object.keys(seen).length === fields.length &&
    fields.every(
      ([name, field]) =>
        typeof name === 'string' && Object.hasOwn(seen, name) && hostEquals(field, seen[name]),
    )
  );
}
