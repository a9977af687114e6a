import { assertUnreachable } from './result.ts';
import type { TlaValue } from './value.ts';

/** The one printed form of a value: TLA+ text on one line that TLC reads back (with the module TLC for `:>`). */
export function printValue(value: TlaValue): string {
  switch (value.kind) {
    case 'int':
      return value.value.toString();
    case 'bool':
      return value.value ? 'TRUE' : 'FALSE';
    case 'string':
      return printString(value.value);
    case 'model':
      return value.name;
    case 'interval':
      return `${value.low}..${value.high}`;
    case 'set':
      return `{${value.elements.map(printValue).join(', ')}}`;
    case 'seq':
      return `<<${value.elements.map(printValue).join(', ')}>>`;
    case 'record':
      return `[${value.fields.map(([name, field]) => `${name} |-> ${printValue(field)}`).join(', ')}]`;
    case 'fn':
      return `(${value.entries.map(([key, image]) => `${printValue(key)} :> ${printValue(image)}`).join(' @@ ')})`;
    default:
      return assertUnreachable(value);
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\f': '\\f',
};

/** A TLA+ string literal. TLA+ has no escape for other control characters: they stand as they are. */
export const printString = (text: string): string =>
  `"${text.replace(/["\\\n\t\r\f]/g, (character) => ESCAPES[character] as string)}"`;
