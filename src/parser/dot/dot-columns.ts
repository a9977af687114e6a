import { detachText } from '../detach-text.ts';
import type { DotGraph, DotLineProblem } from './dot-graph.ts';
import { createNumberColumn } from './number-column.ts';
import { unescapeLabel, type ValueTable } from './value-table.ts';

/** The graph as far as it was read. */
export interface DotColumns {
  readonly stateCount: () => number;
  /** Adds the values of a state; a state that comes again must have the same ones. */
  readonly addState: (state: number, row: Uint32Array, isInitial: boolean) => DotLineProblem | undefined;
  /** Adds an edge with its label as it stands in the file. */
  readonly addEdge: (source: number, target: number, label: string) => void;
  readonly graph: (variables: readonly string[], tables: readonly ValueTable[]) => DotGraph;
}

/** Columns without rows. */
export function createDotColumns(): DotColumns {
  const rows = createNumberColumn();
  const known = createNumberColumn();
  const initial = createNumberColumn();
  const sources = createNumberColumn();
  const targets = createNumberColumn();
  const edgeLabels = createNumberColumn();
  const labels = new Map<string, number>();
  let stateCount = 0;

  const labelNumber = (label: string): number => {
    const number = labels.get(label) ?? labels.size;
    if (number === labels.size) labels.set(detachText(label), number);
    return number;
  };

  return {
    stateCount: () => stateCount,
    addState: (state, row, isInitial) => {
      const base = state * row.length;
      if (state < known.length() && known.at(state) === 1) {
        return row.every((number, i) => rows.at(base + i) === number) ? undefined : COLLISION;
      }
      for (let i = 0; i < row.length; i++) rows.set(base + i, row[i]!);
      if (isInitial) initial.push(state);
      known.set(state, 1);
      stateCount++;
      return undefined;
    },
    addEdge: (source, target, label) => {
      sources.push(source);
      targets.push(target);
      edgeLabels.push(labelNumber(label));
    },
    graph: (variables, tables) => ({
      variables,
      values: tables.map(({ values }) => values),
      rows: rows.numbers(),
      initial: initial.numbers(),
      labels: [...labels.keys()].map(unescapeLabel),
      sources: sources.numbers(),
      targets: targets.numbers(),
      edgeLabels: edgeLabels.numbers(),
    }),
  };
}

const COLLISION: DotLineProblem = {
  code: 'fingerprint-collision',
  message: 'two different states have the same fingerprint: run TLC with another -fp',
};
