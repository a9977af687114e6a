import { assertUnreachable, intervalElements, type TlaValue } from '../../trace/index.ts';

/** Longer intervals are not listed, but stand as text. */
const LONGEST_INTERVAL = 1000n;

/**
 * A value in the Informal Trace Format. Every integer is a `#bigint`, as Apalache demands; a sequence whose elements are
 * of different kinds is a tuple. `modelName` gives the string for a model value.
 */
export function itfValue(value: TlaValue, modelName: (name: string) => string): unknown {
  const inner = (part: TlaValue): unknown => itfValue(part, modelName);
  switch (value.kind) {
    case 'int':
      return { '#bigint': value.value.toString() };
    case 'bool':
    case 'string':
      return value.value;
    case 'model':
      return modelName(value.name);
    case 'interval':
      return value.high - value.low < LONGEST_INTERVAL
        ? { '#set': [...intervalElements(value.low, value.high)].map(inner) }
        : { '#unserializable': `${value.low}..${value.high}` };
    case 'set':
      return { '#set': value.elements.map(inner) };
    case 'seq': {
      const isTuple = new Set(value.elements.map(({ kind }) => kind)).size > 1;
      return isTuple ? { '#tup': value.elements.map(inner) } : value.elements.map(inner);
    }
    case 'record':
      return Object.fromEntries(value.fields.map(([name, field]) => [name, inner(field)]));
    case 'fn':
      return { '#map': value.entries.map(([key, image]) => [inner(key), inner(image)]) };
    default:
      return assertUnreachable(value);
  }
}
