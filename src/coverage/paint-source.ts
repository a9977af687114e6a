import type { ModuleCoverage } from './coverage.ts';

/** A piece of a line, and how often TLC evaluated it; undefined where it evaluates nothing. */
export interface PaintedPiece {
  readonly text: string;
  readonly count?: number;
  /** The action whose name this is. */
  readonly action?: string;
}

/** A line of a module. */
export interface PaintedLine {
  readonly pieces: readonly PaintedPiece[];
  /** The largest count of what begins on it. */
  readonly count?: number;
}

/** The lines of a module with the counts: of nested expressions the innermost one's. */
export function paintSource(text: string, { actions, expressions }: ModuleCoverage): readonly PaintedLine[] {
  const lines = text.split(/\r?\n/).map(withoutTabs);
  const marks: (Mark | undefined)[][] = lines.map((line) => new Array<Mark | undefined>(line.length));
  const counts = new Map<number, number>();
  const begins = (line: number, count: number): void => {
    counts.set(line, Math.max(counts.get(line) ?? 0, count));
  };
  // They stand in the order of their beginnings, the outer one first: the inner one is painted over it.
  for (const { location, count } of expressions) {
    paint(marks, location, { count });
    begins(location.beginLine, count);
  }
  for (const { name, location, taken } of actions) {
    paint(marks, location, { count: taken, action: name });
    if (!counts.has(location.beginLine)) begins(location.beginLine, taken);
  }
  return lines.map((line, i) => ({ pieces: piecesOf(line, marks[i]!), ...withCount(counts.get(i + 1)) }));
}

/** SANY counts a tab as up to the next multiple of eight columns. */
const withoutTabs = (line: string): string => {
  let spread = '';
  for (const character of line)
    spread += character === '\t' ? ' '.repeat(8 - (spread.length % 8)) : character;
  return spread;
};

interface Mark {
  readonly count: number;
  readonly action?: string;
}

type Place = ModuleCoverage['expressions'][number]['location'];

function paint(marks: (Mark | undefined)[][], place: Place, mark: Mark): void {
  for (let line = place.beginLine; line <= place.endLine; line++) {
    const row = marks[line - 1];
    if (!row) return;
    const from = line === place.beginLine ? place.beginColumn - 1 : 0;
    const to = line === place.endLine ? place.endColumn : row.length;
    row.fill(mark, from, to);
  }
}

/** Neighbours with the same mark are one piece. */
function piecesOf(line: string, marks: readonly (Mark | undefined)[]): readonly PaintedPiece[] {
  const pieces: PaintedPiece[] = [];
  let from = 0;
  for (let i = 1; i <= line.length; i++) {
    if (i < line.length && marks[i] === marks[from]) continue;
    pieces.push({ text: line.slice(from, i), ...marks[from] });
    from = i;
  }
  return pieces;
}

const withCount = (count: number | undefined): { count?: number } => (count === undefined ? {} : { count });
