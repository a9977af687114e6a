import type { SourceLocation } from '../trace/index.ts';

/** SANY counts a tab as up to the next multiple of this. */
const TAB = 8;

/** The text at a place of a module on one line, without comments. Undefined where the module has no such place. */
export function sourceText(
  source: string,
  { beginLine, beginColumn, endLine, endColumn }: SourceLocation,
): string | undefined {
  const lines = source.split(/\r\n|\r|\n/).slice(beginLine - 1, endLine);
  if (lines.length < endLine - beginLine + 1) return undefined;
  const cut = lines.map((line, i) => {
    const from = i === 0 ? offsetOf(line, beginColumn) : 0;
    return line.slice(from, i === lines.length - 1 ? offsetOf(line, endColumn + 1) : undefined);
  });
  const text = withoutComments(cut.join('\n'));
  return text === '' ? undefined : text;
}

/** Where in a line a column of SANY begins, from 0. */
export function offsetOf(line: string, wanted: number): number {
  let column = 1;
  for (let i = 0; i < line.length; i++) {
    if (column >= wanted) return i;
    column = line[i] === '\t' ? Math.ceil(column / TAB) * TAB + 1 : column + 1;
  }
  return line.length;
}

/** Strings stay as they are, comments go (also nested ones), and any other white space is one space. */
function withoutComments(text: string): string {
  const parts = text.matchAll(/"(?:\\.|[^"\\])*"|\\\*[^\n]*|\(\*|\*\)|\s+|[^"\\(*\s]+|[^]/g);
  let depth = 0;
  let kept = '';
  for (const [part] of parts) {
    if (part === '(*') depth++;
    else if (part === '*)' && depth > 0) depth--;
    else if (depth === 0 && !/^(\s|\\\*)/.test(part)) kept += part;
    else if (!kept.endsWith(' ')) kept += ' ';
  }
  return kept.trim();
}
