import { parseTree, type Node, type ParseError } from 'jsonc-parser';

/** A JSON text as a tree whose nodes know their place. */
export interface JsonText {
  readonly root: Node;
  /** The line of a node or of an offset, 1-based. */
  readonly lineOf: (place: Node | number) => number;
}

export type ReadJson =
  | { readonly ok: true; readonly value: JsonText }
  | { readonly ok: false; readonly error: { readonly message: string; readonly line: number } };

/** Reads strict JSON. The error is the first mistake, as a sentence with its line. */
export function readJson(file: string): ReadJson {
  // A byte order mark is no part of the text.
  const text = file.replace(/^\uFEFF/, ' ');
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  if (text.trim() === '') return { ok: false, error: { message: 'the file is empty', line: 1 } };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  const [first] = errors;
  const mistake = first ? describe(text, first) : { message: UNKNOWN, offset: 0 };
  if (first || !root)
    return { ok: false, error: { message: `not JSON: ${mistake.message}`, line: lineAt(mistake.offset) } };
  const lineOf = (place: Node | number): number => lineAt(typeof place === 'number' ? place : place.offset);
  return { ok: true, value: { root, lineOf } };
}

const UNKNOWN = 'it could not be read';

/** jsonc-parser's numbers of mistakes (`ParseErrorCode`, which is a `const enum` and so has no names at run time). */
const MISTAKES: Readonly<Record<number, string>> = {
  1: 'this is no value; a string needs double quotes',
  2: 'this number is not well-formed',
  3: 'a field name in double quotes is missing here',
  4: 'a value is missing here',
  5: 'there is no ":" after the field name',
  6: 'there is no "," before this',
  7: 'a "}" is missing',
  8: 'a "]" is missing',
  9: 'there is something after the end',
  10: 'JSON has no comments',
  11: 'a comment does not end, and JSON has no comments',
  12: 'a string does not end: its second double quote is missing',
  13: 'this number is not well-formed',
  14: 'four hexadecimal digits have to follow \\u',
  15: 'there is no such escape in a string; a backslash is written \\\\',
  16: 'a string holds a control character; a line break is written \\n',
};

/** A field name or a value is missing. */
const MISSING: ReadonlySet<number> = new Set([3, 4]);

/** A mistake as the end of a sentence; at the comma, where that is one too many. */
function describe(text: string, { error, offset }: ParseError): { message: string; offset: number } {
  const before = text.slice(0, offset).trimEnd();
  const isAfterComma = MISSING.has(error) && before.endsWith(',');
  const closing = /^[\s]*([}\]])/.exec(text.slice(offset))?.[1];
  if (isAfterComma && closing !== undefined)
    return { message: `there is a "," too many before the "${closing}"`, offset: before.length - 1 };
  const message = MISTAKES[error] ?? UNKNOWN;
  // At the end of the file, the last line with text is where to look.
  return { message, offset: text.slice(offset).trim() === '' ? before.length : offset };
}
