import type { ValueReader } from '../value-reader.ts';
import { badLine } from './bad-line.ts';
import { closingQuote } from './closing-quote.ts';
import { createDotColumns } from './dot-columns.ts';
import { createDotFrame } from './dot-frame.ts';
import type { DotGraph, DotGraphError, DotLineProblem } from './dot-graph.ts';
import { createFingerprintTable } from './fingerprint-table.ts';
import { createStateLabelReader } from './state-label.ts';

/** Reads a graph line by line. */
export interface DotLineReader {
  readonly read: (text: string, from: number, end: number) => DotLineProblem | undefined;
  /** What is missing when no more lines come. */
  readonly unfinished: (line: number) => DotGraphError | undefined;
  readonly stateCount: () => number;
  readonly graph: () => DotGraph;
}

const LABEL = ' [label="';
const ARROW = ' -> ';
/** What TLC adds to each state where it checks a temporal property: no transition of the next-state relation. */
const STUTTERING = ' [style="dashed"';
const STATE_END = '"];';
const INITIAL_END = '",style = filled]';
const TOOLTIP = '",tooltip="';
const MINUS = 45;
const ZERO = 48;
const NINE = 57;

/** A reader that has seen no line. */
export function createDotLineReader(readValue: ValueReader): DotLineReader {
  const frame = createDotFrame();
  const fingerprints = createFingerprintTable();
  const labels = createStateLabelReader(readValue);
  const columns = createDotColumns();
  let tooltips: boolean | undefined;

  const readEdge = (source: number, text: string, from: number, end: number): DotLineProblem | undefined => {
    const after = fingerprints.read(text, from);
    if (after < 0) return badLine(text, from);
    const target = fingerprints.number();
    if (text.startsWith(STUTTERING, after)) return undefined;
    const start = after + LABEL.length;
    const close = text.startsWith(LABEL, after) ? closingQuote(text, start) : -1;
    if (close < 0 || close > end) return badLine(text, from);
    columns.addEdge(source, target, text.slice(start, close));
    return undefined;
  };

  const readState = (state: number, text: string, from: number, end: number): DotLineProblem | undefined => {
    tooltips ??= text.slice(from, end).includes(TOOLTIP);
    const isInitial = text.startsWith(INITIAL_END, end - INITIAL_END.length);
    const ending = isInitial ? INITIAL_END : STATE_END;
    if (!text.startsWith(ending, end - ending.length)) return badLine(text, from);
    const labelEnd = tooltips ? closingQuote(text, from) : end - ending.length;
    return labels.read(text, from, labelEnd) ?? columns.addState(state, labels.row, isInitial);
  };

  return {
    read: (text, from, end) => {
      const first = text.charCodeAt(from);
      const numbered = first === MINUS || (first >= ZERO && first <= NINE);
      if (!numbered || !frame.inGraph()) return frame.read(text.slice(from, end));
      const after = fingerprints.read(text, from);
      if (after < 0) return badLine(text, from);
      const state = fingerprints.number();
      if (text.startsWith(ARROW, after)) return readEdge(state, text, after + ARROW.length, end);
      if (text.startsWith(LABEL, after)) return readState(state, text, after + LABEL.length, end);
      return badLine(text, from);
    },
    unfinished: (line) => frame.unfinished(line) ?? missing(fingerprints.size() - columns.stateCount(), line),
    stateCount: columns.stateCount,
    graph: () => columns.graph(labels.variables, labels.tables),
  };
}

const missing = (count: number, line: number): DotGraphError | undefined =>
  count === 0
    ? undefined
    : { code: 'missing-state', message: `edges name ${count} states that are not in the file`, line };
