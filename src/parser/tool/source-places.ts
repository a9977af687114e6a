import type { SourceLocation } from '../../trace/index.ts';

const RANGE = /line (\d+), col (\d+) to line (\d+), col (\d+) of module (--TLA\+ BUILTINS--|\w+)/;
const STACK_RANGE = /^\s*\d+\. Line (\d+), column (\d+) to line (\d+), column (\d+) in (\w+)/;
const STACK_ENTRY = /^\s*\d+[.)] /;

const locationOf = (match: RegExpExecArray): SourceLocation => ({
  module: match[5] as string,
  beginLine: Number(match[1]),
  beginColumn: Number(match[2]),
  endLine: Number(match[3]),
  endColumn: Number(match[4]),
});

/** The first `line a, col b to line c, col d of module M` in a text. */
export function findLocation(text: string): SourceLocation | undefined {
  const match = RANGE.exec(text);
  return match ? locationOf(match) : undefined;
}

/**
 * The positions in a message that lists them, outermost first: `0. Line a, column b to line c, column d in M`,
 * or `0) line a, col b to line c, col d of module M`.
 */
export const readErrorStack = (text: string): readonly SourceLocation[] =>
  text.split('\n').flatMap((line) => {
    const match = STACK_RANGE.exec(line) ?? (STACK_ENTRY.test(line) ? RANGE.exec(line) : null);
    return match ? [locationOf(match)] : [];
  });
