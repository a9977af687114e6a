import { basename } from 'node:path';
import type { Cell, Evidence, Matrix, MatrixTable, ModelName } from './matrix.ts';
import { controlsText, failuresOf, notesOf, type Note } from './notes.ts';
import { LEGEND, cellWord, evidenceText, oneLine, plural, propertyLabel, statesText } from './words.ts';

/** What the Markdown form of a matrix is to say besides. */
export interface MarkdownStyle {
  /** The command that shows what TLC said of a model. */
  readonly commandOf: (model: ModelName) => string;
  /** The command that wrote this. */
  readonly writtenBy: string;
}

/**
 * The matrix as Markdown with GitHub's tables and footnotes. It has counts of states and no times, so that it is the
 * same after each run with the same TLC.
 */
export function matrixMarkdown(matrix: Matrix, style: MarkdownStyle): string {
  const notes = notesOf(matrix);
  const failures = matrix.tables.flatMap(({ designs }) =>
    designs.flatMap((design) =>
      failuresOf(design).map(
        (failure) =>
          `- ${escape(design.name)}, ${code(basename(failure.model.config))}: ${evidenceLine(failure, style)}`,
      ),
    ),
  );
  return [
    '# Designs and their properties',
    '',
    `Each cell is what TLC said when ${code(style.writtenBy)} wrote this.`,
    '',
    ...matrix.tables.flatMap((table) => [...tableLines(table, notes), '']),
    ...(failures.length === 0 ? [] : ['Not as they should be:', '', ...failures, '']),
    ...LEGEND.map(([word, meaning]) => `- ${escape(word)}: ${meaning}`),
    '',
    ...[...notes.values()].flatMap((note) => [...noteLines(note, style), '']),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function tableLines({ designs, rows }: MatrixTable, notes: ReadonlyMap<Cell, Note>): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const controls = designs.map(controlsText);
  return [
    line(['property', ...designs.map(({ name }) => escape(name))]),
    line(['---', ...designs.map(() => '---')]),
    ...rows.map(({ property, cells }) =>
      line([escape(propertyLabel(property)), ...cells.map((cell) => cellText(cell, notes.get(cell)))]),
    ),
    ...(controls.every((text) => text === '') ? [] : [line(['controls', ...controls])]),
  ];
}

function cellText(cell: Cell, note: Note | undefined): string {
  const word = cellWord(cell);
  const shown = cell.status === 'holds' || cell.status === 'none' ? escape(word) : `**${escape(word)}**`;
  const [only, ...more] = cell.evidence;
  const detail = more.length > 0 ? plural(cell.evidence.length, 'model') : only ? statesText(only) : '';
  return `${shown}${note ? `[^${note.number}]` : ''}${detail === '' ? '' : `<br>${detail}`}`;
}

function noteLines({ number, design, property, evidence }: Note, style: MarkdownStyle): readonly string[] {
  return [
    `[^${number}]: ${escape(design.name)}, ${escape(propertyLabel(property))}`,
    ...evidence.map((item) => `    - ${evidenceLine(item, style)}`),
  ];
}

function evidenceLine(evidence: Evidence, { commandOf }: MarkdownStyle): string {
  const { why, problem, outcome, model } = evidence;
  const isShown = outcome === 'violated' || problem !== undefined;
  return [
    `${escape(evidenceText(evidence))}.`,
    ...(why === undefined ? [] : [escape(why)]),
    ...(problem === undefined ? [] : [`**${escape(problem)}**`]),
    ...(isShown ? [code(commandOf(model))] : []),
  ].join(' ');
}

/** Text as text, in a table too. */
const escape = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&');

/** A code span, whose content nothing can end. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padded = longest > 0 ? ` ${oneLine(text)} ` : oneLine(text);
  return `${fence}${padded.replaceAll('|', '\\|')}${fence}`;
}
