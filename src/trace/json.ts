import { assertUnreachable } from './result.ts';
import { bool, fn, int, interval, modelValue, record, seq, set, string } from './construct.ts';
import type { TlaValue } from './value.ts';

/**
 * A value in the encoding of Apalache's Informal Trace Format, with two extensions so that nothing is lost:
 * `{"#model": "p1"}` for a model value and `{"#interval": [low, high]}` for an interval that TLC did not list.
 * Integers are plain numbers where that is exact, `{"#bigint": "..."}` elsewhere.
 */
export type JsonValue =
  | number
  | boolean
  | string
  | { readonly '#bigint': string }
  | { readonly '#model': string }
  | { readonly '#interval': readonly [JsonValue, JsonValue] }
  | { readonly '#set': readonly JsonValue[] }
  | { readonly '#tup': readonly JsonValue[] }
  | { readonly '#map': readonly (readonly [JsonValue, JsonValue])[] }
  | { readonly [field: string]: JsonValue };

const integerToJson = (value: bigint): JsonValue =>
  Number.isSafeInteger(Number(value)) ? Number(value) : { '#bigint': value.toString() };

export function valueToJson(value: TlaValue): JsonValue {
  switch (value.kind) {
    case 'int':
      return integerToJson(value.value);
    case 'bool':
    case 'string':
      return value.value;
    case 'model':
      return { '#model': value.name };
    case 'interval':
      return { '#interval': [integerToJson(value.low), integerToJson(value.high)] };
    case 'set':
      return { '#set': value.elements.map(valueToJson) };
    case 'seq':
      return { '#tup': value.elements.map(valueToJson) };
    case 'record':
      return Object.fromEntries(value.fields.map(([name, field]) => [name, valueToJson(field)]));
    case 'fn':
      return { '#map': value.entries.map(([key, image]) => [valueToJson(key), valueToJson(image)] as const) };
    default:
      return assertUnreachable(value);
  }
}

/**
 * The value of a JSON encoding.
 * @throws TypeError when the input is not such an encoding: a file that is cut or of another format.
 */
export function valueFromJson(json: unknown): TlaValue {
  switch (typeof json) {
    case 'number':
      if (Number.isSafeInteger(json)) return int(json);
      break;
    case 'boolean':
      return bool(json);
    case 'string':
      return string(json);
    case 'object':
      if (Array.isArray(json)) return seq(json.map(valueFromJson));
      if (json !== null) return objectFromJson(json);
      break;
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      break;
  }
  throw new TypeError(`not a TLA+ value in JSON: ${String(JSON.stringify(json)).slice(0, 80)}`);
}

function objectFromJson(json: object): TlaValue {
  const entries = Object.entries(json) as [string, unknown][];
  const [tag, body] = entries[0] ?? ['', undefined];
  if (entries.length !== 1 || !tag.startsWith('#')) {
    return record(entries.map(([name, field]) => [name, valueFromJson(field)]));
  }
  const value =
    typeof body === 'string'
      ? taggedText(tag, body)
      : Array.isArray(body)
        ? taggedList(tag, body)
        : undefined;
  if (value) return value;
  throw new TypeError(`not a TLA+ value in JSON: unknown or malformed ${JSON.stringify(tag)}`);
}

function taggedText(tag: string, body: string): TlaValue | undefined {
  if (tag === '#bigint' && /^-?[0-9]+$/.test(body)) return int(BigInt(body));
  return tag === '#model' ? modelValue(body) : undefined;
}

function taggedList(tag: string, body: unknown[]): TlaValue | undefined {
  if (tag === '#set') return set(body.map(valueFromJson));
  if (tag === '#tup') return seq(body.map(valueFromJson));
  if (tag === '#interval') return intervalFromJson(body);
  if (tag !== '#map') return undefined;
  const isEntry = (entry: unknown): entry is unknown[] => Array.isArray(entry) && entry.length === 2;
  if (!body.every(isEntry)) return undefined;
  return fn(body.map(([key, image]) => [valueFromJson(key), valueFromJson(image)]));
}

function intervalFromJson(body: unknown[]): TlaValue {
  const [low, high] = body.map(valueFromJson);
  if (body.length === 2 && low?.kind === 'int' && high?.kind === 'int')
    return interval(low.value, high.value);
  throw new TypeError('not a TLA+ value in JSON: "#interval" takes two integers');
}
