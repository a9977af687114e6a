/** A cell of a text table: lines of the same colour, wrapped to the column's width. */
export interface GridCell {
  readonly lines: readonly string[];
  readonly paint?: (text: string) => string;
  /** For all lines but the first. */
  readonly paintRest?: (text: string) => string;
}

const GAP = '  ';
const unpainted = (text: string): string => text;

/** The lines of a table whose columns have these widths; cells may have several lines, and long ones are wrapped. */
export function gridLines(
  rows: readonly (readonly GridCell[])[],
  widths: readonly number[],
): readonly string[] {
  return rows.flatMap((row) => {
    const wrapped = row.map(({ lines }, column) => lines.flatMap((line) => wrap(line, widths[column] ?? 1)));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, i) =>
      row
        .map(({ paint = unpainted, paintRest = paint }, column) => {
          const text = wrapped[column]?.[i] ?? '';
          const rest = ' '.repeat(Math.max(0, (widths[column] ?? 1) - text.length));
          return text === '' ? rest : (i === 0 ? paint : paintRest)(text) + rest;
        })
        .join(GAP)
        .trimEnd(),
    );
  });
}

/** Breaks a text after spaces and hyphens, and inside of a word that is too long. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[^ -]*[ -]?/g) ?? []) {
    if ((line + piece).trimEnd().length > width && line !== '') {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
    while (line.trimEnd().length > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return [...lines, line.trimEnd()].filter(
    (part, i, all) => part !== '' || all.length === 1 || i < all.length - 1,
  );
}
