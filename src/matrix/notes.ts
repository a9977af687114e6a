import type { Cell, Design, Evidence, Matrix } from './matrix.ts';
import { countMutants, countProbes, needsNote, plural, type ControlCount } from './words.ts';

/** What there is to tell of a cell beside its word, under the number that stands in the cell. */
export interface Note {
  readonly number: number;
  readonly design: Design;
  readonly property: string;
  readonly evidence: readonly Evidence[];
}

/** The notes of all cells that need one, numbered through all tables, row by row. */
export function notesOf({ tables }: Matrix): ReadonlyMap<Cell, Note> {
  const notes = new Map<Cell, Note>();
  for (const { designs, rows } of tables)
    for (const { property, cells } of rows)
      cells.forEach((cell, column) => {
        const design = designs[column];
        if (design && needsNote(cell))
          notes.set(cell, { number: notes.size + 1, design, property, evidence: cell.evidence });
      });
  return notes;
}

/** `3 mutants refuted, 6 probes reached`; what is missing of that is said too. Empty for a design without any. */
export function controlsText({ mutants, probes }: Design): string {
  const text = ({ shown, all }: ControlCount, noun: string, verb: string): readonly string[] => {
    if (all === 0) return [];
    return shown === all ? [`${plural(all, noun)} ${verb}`] : [`${shown} of ${plural(all, noun)} ${verb}`];
  };
  return [
    ...text(countMutants(mutants), 'mutant', 'refuted'),
    ...text(countProbes(probes), 'probe', 'reached'),
  ].join(', ');
}

/** The mutants that survived, the probes that were not reached, and what gave no verdict at all. */
export const failuresOf = ({ mutants, probes, failures }: Design): readonly Evidence[] => [
  ...[...mutants, ...probes].map(({ evidence }) => evidence).filter(({ problem }) => problem !== undefined),
  ...failures,
];
