import { basename } from 'node:path';
import { visible } from '../trace/index.ts';
import type { Cell, CellStatus, Evidence, Matrix, MatrixTable, ModelName } from './matrix.ts';
import { controlsText, failuresOf, notesOf, type Note } from './notes.ts';
import { gridLines, wrap, type GridCell } from './text-grid.ts';
import { cellDetails, cellWord, evidenceText, oneLine, propertyLabel } from './words.ts';

type Paint = (text: string) => string;
type Color = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'magenta' | 'cyan';

/** How a terminal shows a matrix. */
export interface TextStyle {
  readonly colors: Readonly<Record<Color, Paint>>;
  /** Columns of the terminal. */
  readonly width: number;
  /** The command that shows what TLC said of a model. */
  readonly commandOf: (model: ModelName) => string;
}

const CELL_WIDTH = 17;
const GAP_WIDTH = 2;

const COLORS: Readonly<Record<CellStatus, Color>> = {
  holds: 'green',
  'holds-within': 'cyan',
  violated: 'yellow',
  mixed: 'magenta',
  undecided: 'bold',
  missed: 'red',
  none: 'dim',
};

/** The matrix for a terminal: the tables, with as many designs beside each other as fit, and the notes on the cells. */
export function matrixText(matrix: Matrix, style: TextStyle): string {
  const notes = notesOf(matrix);
  const designs = matrix.tables.flatMap((table) => table.designs);
  const failures = designs.flatMap((design) =>
    failuresOf(design).flatMap((failure) => [
      `${oneLine(design.name)}: ${basename(failure.model.config)}`,
      ...evidenceLines(failure, style),
    ]),
  );
  const lines = [
    ...matrix.tables.flatMap((table) => [...tableLines(table, notes, style), '']),
    ...[...notes.values()].flatMap((note) => noteLines(note, style)),
    ...failures,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function tableLines(
  { designs, rows }: MatrixTable,
  notes: ReadonlyMap<Cell, Note>,
  { colors, width }: TextStyle,
): readonly string[] {
  const first = Math.max(...rows.map(({ property }) => propertyLabel(property).length), 'controls'.length);
  const fitting = Math.max(1, Math.floor((width - first) / (CELL_WIDTH + GAP_WIDTH)));
  const widths = [first, ...designs.map(() => CELL_WIDTH)];
  const label = (text: string): GridCell => ({ lines: [text], paint: colors.bold });
  const blocks = Array.from({ length: Math.ceil(designs.length / fitting) }, (_, i) => i * fitting);
  return blocks.flatMap((from, i) => {
    const part = <T>(list: readonly T[]): readonly T[] => list.slice(from, from + fitting);
    const controls = part(designs).map(controlsText);
    const grid = [
      [label(''), ...part(designs).map(({ name }) => label(oneLine(name)))],
      ...rows.map(({ property, cells }) => [
        label(propertyLabel(property)),
        ...part(cells).map((cell) => gridCell(cell, notes.get(cell), colors)),
      ]),
      ...(controls.every((text) => text === '')
        ? []
        : [[label('controls'), ...controls.map((text): GridCell => ({ lines: [text], paint: colors.dim }))]]),
    ];
    return [...(i > 0 ? [''] : []), ...gridLines(grid, widths)];
  });
}

function gridCell(cell: Cell, note: Note | undefined, colors: TextStyle['colors']): GridCell {
  const word = cellWord(cell);
  return {
    lines: [note ? `${word} ${note.number}` : word, cellDetails(cell, '').join('  ')],
    paint: colors[COLORS[cell.status]],
    paintRest: colors.dim,
  };
}

function noteLines({ number, design, property, evidence }: Note, style: TextStyle): readonly string[] {
  const title = `${String(number).padStart(3)}  ${oneLine(design.name)}: ${propertyLabel(property)}`;
  return [title, ...evidence.flatMap((item) => evidenceLines(item, style))];
}

function evidenceLines(evidence: Evidence, { colors, width, commandOf }: TextStyle): readonly string[] {
  const { why, problem, outcome, model } = evidence;
  const wrapped = (text: string, paint: Paint = (line) => line): readonly string[] =>
    text.split('\n').flatMap((line) => wrap(visible(line), Math.max(20, width - 5)).map(paint));
  return [
    ...wrapped(evidenceText(evidence)),
    ...(why === undefined ? [] : wrapped(why, colors.dim)),
    ...(problem === undefined ? [] : wrapped(problem, colors.red)),
    ...(outcome === 'violated' || problem !== undefined ? [colors.dim(commandOf(model))] : []),
  ].map((line) => `     ${line}`);
}
