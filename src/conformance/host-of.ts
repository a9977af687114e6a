import { assertUnreachable, intervalElements, namedEntries, type TlaValue } from '../trace/index.ts';

/** The host value that stands for a TLA+ value: what a generated suite has as a literal, and `liftValue` reads. */
export function hostOf(value: TlaValue): unknown {
  switch (value.kind) {
    case 'int':
      return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : value.value;
    case 'bool':
    case 'string':
      return value.value;
    case 'model':
      return value.name;
    case 'interval':
      return new Set([...intervalElements(value.low, value.high)].map(hostOf));
    case 'set':
      return new Set(value.elements.map(hostOf));
    case 'seq':
      return value.elements.map(hostOf);
    case 'record':
      return hostObject(value.fields);
    case 'fn': {
      const named = namedEntries(value.entries);
      return named
        ? hostObject(named)
        : new Map(value.entries.map(([key, image]) => [hostOf(key), hostOf(image)]));
    }
    default:
      return assertUnreachable(value);
  }
}

/** Values by name as an object; a field named `__proto__` is a field like any other. */
export const hostObject = (fields: Iterable<readonly [string, TlaValue]>): Record<string, unknown> =>
  Object.fromEntries(Array.from(fields, ([name, field]) => [name, hostOf(field)]));
