import type { CoveredPart, ModuleCoverage } from './coverage.ts';

/** A piece of a line, and how often TLC evaluated it; undefined where it evaluates nothing. */
export interface PaintedPiece {
  readonly text: string;
  readonly count?: number;
  /** The action whose name this is. */
  readonly action?: string;
  /** The part of an action that it stands in. */
  readonly part?: CoveredPart;
}

/** A line of a module. */
export interface PaintedLine {
  readonly pieces: readonly PaintedPiece[];
  /** The largest count of what begins on it. */
  readonly count?: number;
  /** The parts of actions that begin on it and can be false. */
  readonly tests: readonly CoveredPart[];
}

/** The lines of a module with the counts: of nested expressions the innermost one's. */
export function paintSource(
  text: string,
  { actions, expressions, parts }: ModuleCoverage,
): readonly PaintedLine[] {
  const lines = text.split(/\r?\n/).map(withoutTabs);
  const marks: (Mark | undefined)[][] = lines.map((line) => new Array<Mark | undefined>(line.length));
  const counts = new Map<number, number>();
  const begins = (line: number, count: number): void => {
    counts.set(line, Math.max(counts.get(line) ?? 0, count));
  };
  // They stand in the order of their beginnings, the outer one first: the inner one is painted over it.
  for (const { location, count } of expressions) {
    const mark = { count };
    paint(marks, location, () => mark);
    begins(location.beginLine, count);
  }
  for (const part of parts) {
    paint(marks, part.location, markWithin(part));
    // TLC does not count a variable that is a conjunct by itself.
    if (part.kind !== 'update') begins(part.location.beginLine, part.passed + part.refused + part.failed);
  }
  for (const { name, location, taken } of actions) {
    const action = { count: taken, action: name };
    paint(marks, location, () => action);
    if (!counts.has(location.beginLine)) begins(location.beginLine, taken);
  }
  return lines.map((line, i) => ({
    pieces: piecesOf(line, marks[i]!),
    tests: parts.filter(({ kind, location }) => kind !== 'update' && location.beginLine === i + 1),
    ...withCount(counts.get(i + 1)),
  }));
}

/** SANY counts a tab as up to the next multiple of eight columns. */
const withoutTabs = (line: string): string => {
  let spread = '';
  for (const character of line)
    spread += character === '\t' ? ' '.repeat(8 - (spread.length % 8)) : character;
  return spread;
};

/** What is painted in one go is one mark: so neighbours that belong together are known. */
type Mark = Omit<PaintedPiece, 'text'>;

/** The marks that there are, with the part around them. */
function markWithin(part: CoveredPart): (before: Mark | undefined) => Mark {
  const marks = new Map<Mark | undefined, Mark>();
  return (before) => {
    const known = marks.get(before) ?? { ...before, part };
    marks.set(before, known);
    return known;
  };
}

type Place = ModuleCoverage['expressions'][number]['location'];

function paint(
  marks: (Mark | undefined)[][],
  place: Place,
  markOver: (before: Mark | undefined) => Mark,
): void {
  for (let line = place.beginLine; line <= place.endLine; line++) {
    const row = marks[line - 1];
    if (!row) return;
    const from = line === place.beginLine ? place.beginColumn - 1 : 0;
    const to = Math.min(line === place.endLine ? place.endColumn : row.length, row.length);
    for (let i = from; i < to; i++) row[i] = markOver(row[i]);
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
