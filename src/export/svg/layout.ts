import { endSentence, stateLines, type TraceEvent, type Trace } from '../../trace/index.ts';

/** A row of the picture: the initial state, a step, or what repeats for ever. */
export interface Row {
  readonly number: string;
  readonly title: string;
  readonly note: string;
  readonly actors: readonly string[];
  readonly lines: readonly {
    readonly text: string;
    readonly kind: 'changed' | 'added' | 'removed' | 'plain';
  }[];
  /** Of the title's middle, in pixels from the top of the picture. */
  readonly y: number;
}

export const SIZES = {
  top: 84,
  title: 24,
  line: 17,
  gap: 14,
  lane: 76,
  left: 64,
  /** Of a character in the monospaced font. */
  character: 7.3,
  mostLines: 12,
  mostCharacters: 140,
} as const;

/** Places the rows below each other. */
export function layout(trace: Trace, events: readonly TraceEvent[]): readonly Row[] {
  const rows: Row[] = [];
  let y = SIZES.top;
  const add = (row: Omit<Row, 'y'>): void => {
    rows.push({ ...row, y });
    y += SIZES.title + row.lines.length * SIZES.line + SIZES.gap;
  };
  const initial = stateLines(trace.initial).map((text) => ({ text, kind: 'plain' as const }));
  add({ number: '1', title: 'initial state', note: '', actors: [], lines: shorten(initial) });
  for (const { state, title, alternatives, place, actors, differences, changes, closesLoop } of events) {
    const lines = changes.map((text, i) => ({ text, kind: differences[i]!.change.kind }));
    const also = alternatives.map((alternative) => `or ${alternative}`);
    add({
      number: closesLoop ? '' : String(state),
      title: closesLoop ? `${title} and so on from state ${state}` : title,
      note: [...also, ...(place === undefined ? [] : [place])].join('  '),
      actors,
      lines: shorten(lines.length > 0 ? lines : [{ text: '(no variable changes)', kind: 'plain' }]),
    });
  }
  const end = trace.end.kind === 'stuttering' ? endSentence(trace) : undefined;
  if (end !== undefined) add({ number: '', title: end, note: '', actors: [], lines: [] });
  return rows;
}

/** Of many lines the first ones, and how many there are more. */
function shorten(lines: Row['lines']): Row['lines'] {
  if (lines.length <= SIZES.mostLines) return lines;
  const kept = lines.slice(0, SIZES.mostLines - 1);
  return [...kept, { text: `and ${lines.length - kept.length} more`, kind: 'plain' }];
}

/** A text that fits; the whole of it is in the tooltip. */
export const clip = (text: string, most: number = SIZES.mostCharacters): string =>
  text.length > most ? `${text.slice(0, most).replace(/\p{Cs}$/u, '')}\u2026` : text;
