import type { TlaValue } from '../../trace/index.ts';
import { isPlainObject } from '../host-value.ts';

/**
 * Whether a host value stands for a TLA+ value, for the many comparisons that find no difference: it makes no objects.
 * `true` is certain; `false` means that `compareStates` has to look.
 */
export function hostEquals(expected: TlaValue, host: unknown): boolean {
  switch (expected.kind) {
    case 'int':
      return typeof host === 'number' ? Number(expected.value) === host : host === expected.value;
    case 'bool':
    case 'string':
      return host === expected.value;
    case 'model':
      return host === expected.name;
    case 'interval':
      return false;
    case 'set':
      return host instanceof Set && host.size === expected.elements.length && hasAll(expected.elements, host);
    case 'seq':
      return (
        Array.isArray(host) &&
        host.length === expected.elements.length &&
        expected.elements.every((element, i) => hostEquals(element, host[i]))
      );
    case 'record':
      return hasFields(expected.fields.length, host) && expected.fields.every(([n, v]) => isField(host, n, v));
    case 'fn':
      return (
        hasFields(expected.entries.length, host) &&
        expected.entries.every(([key, image]) => {
          if (key.kind === 'string') return isField(host, key.value, image);
          return key.kind === 'model' && isField(host, key.name, image);
        })
      );
  }
}

/** Sets of scalars only: a set within a set is equal to another object. */
function hasAll(elements: readonly TlaValue[], host: ReadonlySet<unknown>): boolean {
  return elements.every((element) => {
    switch (element.kind) {
      case 'int':
        return host.has(Number(element.value)) && Number.isSafeInteger(Number(element.value));
      case 'bool':
      case 'string':
        return host.has(element.value);
      case 'model':
        return host.has(element.name);
      case 'interval':
      case 'set':
      case 'seq':
      case 'record':
      case 'fn':
        return false;
    }
  });
}

function hasFields(count: number, host: unknown): host is Record<string, unknown> {
  return (
    typeof host === 'object' && host !== null && isPlainObject(host) && Object.keys(host).length === count
  );
}

const isField = (host: Record<string, unknown>, name: string, value: TlaValue): boolean =>
  Object.hasOwn(host, name) && hostEquals(value, host[name]);
