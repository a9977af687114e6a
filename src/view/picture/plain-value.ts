import {
  assertUnreachable,
  intervalElements,
  printValue,
  type State,
  type TlaValue,
} from '../../trace/index.ts';

/** A value as a template sees it: texts, numbers, lists, and objects by key. */
export type PlainValue =
  string | number | boolean | readonly PlainValue[] | { readonly [key: string]: PlainValue };

const LONGEST_INTERVAL = 1000n;

/**
 * A value for a template. Model values and strings are texts, sets and sequences lists, records and functions objects; the
 * key of a function that is no text is its TLA+ text. Integers that are no exact numbers are texts.
 */
export function plainValue(value: TlaValue): PlainValue {
  switch (value.kind) {
    case 'int': {
      const number = Number(value.value);
      return Number.isSafeInteger(number) ? number : value.value.toString();
    }
    case 'bool':
    case 'string':
      return value.value;
    case 'model':
      return value.name;
    case 'interval':
      return value.high - value.low < LONGEST_INTERVAL
        ? [...intervalElements(value.low, value.high)].map(plainValue)
        : printValue(value);
    case 'set':
    case 'seq':
      return value.elements.map(plainValue);
    case 'record':
      return Object.fromEntries(value.fields.map(([name, field]) => [name, plainValue(field)]));
    case 'fn':
      return Object.fromEntries(value.entries.map(([key, image]) => [keyText(key), plainValue(image)]));
    default:
      return assertUnreachable(value);
  }
}

const keyText = (key: TlaValue): string => (key.kind === 'string' ? key.value : printValue(key));

export const plainState = (state: State): Readonly<Record<string, PlainValue>> =>
  Object.fromEntries([...state].map(([name, value]) => [name, plainValue(value)]));
