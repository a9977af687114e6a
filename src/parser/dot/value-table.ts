import { ok, printValue, set, intervalElements, type Result, type TlaValue } from '../../trace/index.ts';
import { detachText } from '../detach-text.ts';
import type { ParseError } from '../parse-error.ts';
import type { ValueReader } from '../value-reader.ts';

/** The different values of one variable, numbered in the order in which they are first seen. */
export interface ValueTable {
  readonly values: readonly TlaValue[];
  /** The number of the value that an escaped text stands for. */
  readonly number: (escaped: string) => Result<number, ParseError>;
}

/** Sets up to this size are the same value whether TLC lists them or not; larger ones it never lists both ways. */
const LISTED = 4096n;

/** An empty table. Each different text is read once. */
export function createValueTable(readValue: ValueReader): ValueTable {
  const values: TlaValue[] = [];
  const byText = new Map<string, Result<number, ParseError>>();
  const byKey = new Map<string, number>();
  const read = (escaped: string): Result<number, ParseError> => {
    const value = readValue(unescapeLabel(escaped));
    if (!value.ok) return value;
    const key = printValue(listed(value.value));
    const number = byKey.get(key) ?? values.push(value.value) - 1;
    byKey.set(key, number);
    return ok(number);
  };
  return {
    values,
    number: (escaped) => {
      const before = byText.get(escaped);
      if (before) return before;
      const number = read(escaped);
      byText.set(detachText(escaped), number);
      return number;
    },
  };
}

/** The text of a dot label: TLC puts a backslash before quotes and backslashes, and `\n` for the end of a line. */
export const unescapeLabel = (escaped: string): string =>
  escaped.includes('\\')
    ? escaped.replace(/\\([^])/g, (_, escape: string) => (escape === 'n' ? '\n' : escape))
    : escaped;

/** The value with its intervals listed, so that equal values are printed alike. */
function listed(value: TlaValue): TlaValue {
  switch (value.kind) {
    case 'interval':
      return value.high - value.low < LISTED ? set([...intervalElements(value.low, value.high)]) : value;
    case 'set':
      return set(value.elements.map(listed));
    case 'seq':
      return { kind: 'seq', elements: value.elements.map(listed) };
    case 'record':
      return { kind: 'record', fields: value.fields.map(([name, field]) => [name, listed(field)] as const) };
    case 'fn':
      return {
        kind: 'fn',
        entries: value.entries.map(([key, image]) => [listed(key), listed(image)] as const),
      };
    case 'int':
    case 'bool':
    case 'string':
    case 'model':
      return value;
  }
}
