import { assertUnreachable, intervalElements, namedEntries, type TlaValue } from '../../trace/index.ts';

/** Characters that may end a line, hide, or reorder the text of a program: they are always escaped. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escapeUnsafe = (text: string): string =>
  text.replace(UNSAFE, (characters) =>
    Array.from(
      { length: characters.length },
      (_, i) => `\\u${characters.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );

/**
 * A TypeScript string literal. Every text that comes from a specification enters generated code through here
 * or through {@link commentText}, so that no text can become code.
 */
export function stringLiteral(text: string): string {
  const body = text
    .replace(/[\\']/g, (character) => `\\${character}`)
    .replace(/\n/g, '\\n')
    .replace(/\t/g, '\\t')
    .replace(/\r/g, '\\r');
  return `'${escapeUnsafe(body)}'`;
}

/** Text for a `//` or a block comment: on one line, unable to end either. */
export const commentText = (text: string): string =>
  escapeUnsafe(text.replace(/\s+/g, ' ')).replace(/\*\//g, '*\\u002f');

/** A property name in an object literal or type; `__proto__` would set the prototype if it stood there plainly. */
export function propertyKey(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : stringLiteral(name);
}

/** A value as a TypeScript expression in host values, as `src/conformance/lift.ts` reads them. */
export function valueLiteral(value: TlaValue): string {
  switch (value.kind) {
    case 'int':
      return integerLiteral(value.value);
    case 'bool':
      return String(value.value);
    case 'string':
      return stringLiteral(value.value);
    case 'model':
      return stringLiteral(value.name);
    case 'interval':
      return setLiteral([...intervalElements(value.low, value.high)]);
    case 'set':
      return setLiteral(value.elements);
    case 'seq':
      return `[${value.elements.map(valueLiteral).join(', ')}]`;
    case 'record':
      return objectLiteral(value.fields);
    case 'fn': {
      const named = namedEntries(value.entries);
      if (named) return objectLiteral(named);
      return `new Map([${value.entries.map(([key, image]) => `[${valueLiteral(key)}, ${valueLiteral(image)}] as const`).join(', ')}])`;
    }
    default:
      return assertUnreachable(value);
  }
}

const integerLiteral = (value: bigint): string =>
  Number.isSafeInteger(Number(value)) ? `${value}` : `${value}n`;

const setLiteral = (elements: readonly TlaValue[]): string =>
  elements.length === 0 ? 'new Set()' : `new Set([${elements.map(valueLiteral).join(', ')}])`;

const objectLiteral = (fields: readonly (readonly [string, TlaValue])[]): string =>
  `{ ${fields.map(([name, field]) => `${propertyKey(name)}: ${valueLiteral(field)}`).join(', ')} }`;
