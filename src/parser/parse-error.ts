/** Why a text could not be read. */
export type ParseErrorCode =
  /** The text is not in the language. */
  | 'syntax'
  /** A value that TLC prints by its description, such as `Nat`, because it does not list the elements. */
  | 'not-enumerated'
  /** Brackets are nested deeper than any state that TLC can print in practice. */
  | 'too-deep';

/** A place in a text at which reading stopped, and why. */
export interface ParseError {
  readonly code: ParseErrorCode;
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** The line of the text around the place, cut to a readable length. */
  readonly excerpt: string;
}

const EXCERPT = 72;

/** Builds a ParseError for a 1-based line and column of `text`. */
export function parseErrorAt(
  code: ParseErrorCode,
  message: string,
  text: string,
  line: number,
  column: number,
): ParseError {
  const source = text.split('\n')[line - 1] ?? '';
  const from = Math.max(0, Math.min(column - 1 - EXCERPT / 2, source.length - EXCERPT));
  return { code, message, line, column, excerpt: source.slice(from, from + EXCERPT) };
}
