import {
  endSentence,
  printValue,
  traceEvents,
  visible,
  type Trace,
  type TraceEvent,
} from '../../trace/index.ts';
import { gridLines, wrap, type GridCell } from '../../matrix/index.ts';
import type { Colors } from '../terminal.ts';

/** No column is wider than this; longer values go over several lines. */
const WIDEST = 24;
const NARROWEST = 6;
const GAP = 2;

type Kind = 'added' | 'removed' | 'changed' | 'first';

/** What happens at one place of the state, such as `pte[p1]`, by number of the column. */
type Row = ReadonlyMap<number, { readonly lines: readonly string[]; readonly kind: Kind }>;

/**
 * A trace as a table for a terminal of so many columns: a row for each place of the state that changes, a column for each
 * state, and below each other as many parts as it takes.
 */
export function traceTable(trace: Trace, colors: Colors, width: number): readonly string[] {
  const events = traceEvents(trace);
  const rows = changedPlaces(events);
  const names = [...rows.keys()];
  const first = Math.min(
    Math.max('state'.length, ...names.map((name) => name.length)),
    Math.floor(width / 3),
  );
  const columns = events.map((event, i) => columnOf(event, i + 1, rows, colors));
  const initial: Column = { head: [{ lines: ['1', 'initial'] }], cells: cellsOf(0, rows, colors) };
  const parts = fit([initial, ...columns], width - first);
  const end = endSentence(trace);
  const table = parts.flatMap((part, i) => [
    ...(i > 0 ? [''] : []),
    ...gridLines(
      [
        [{ lines: ['state'], paint: colors.dim }, ...part.map(({ head }) => head[0])],
        ...names.map((name, row): GridCell[] => [{ lines: [name] }, ...part.map(({ cells }) => cells[row]!)]),
      ],
      [first, ...part.map(widthOf)],
    ),
  ]);
  return end === undefined ? table : [...table, colors.magenta(end)];
}

interface Column {
  readonly head: readonly [GridCell];
  readonly cells: readonly GridCell[];
}

function columnOf(
  { state, title, closesLoop }: TraceEvent,
  index: number,
  rows: ReadonlyMap<string, Row>,
  colors: Colors,
): Column {
  const number = closesLoop ? `back to ${state}` : String(state);
  return { head: [{ lines: [number, title], paintRest: colors.bold }], cells: cellsOf(index, rows, colors) };
}

function cellsOf(column: number, rows: ReadonlyMap<string, Row>, colors: Colors): readonly GridCell[] {
  const paint = { added: colors.green, removed: colors.red, changed: colors.yellow, first: colors.dim };
  return [...rows.values()].map((row) => {
    const cell = row.get(column);
    return cell ? { lines: cell.lines, paint: paint[cell.kind] } : { lines: ['\u00b7'], paint: colors.dim };
  });
}

/** The places in the order in which they first change; where a value is replaced, the first column has the one before. */
function changedPlaces(events: readonly TraceEvent[]): ReadonlyMap<string, Row> {
  const rows = new Map<string, Map<number, { lines: readonly string[]; kind: Kind }>>();
  for (const [i, { differences }] of events.entries()) {
    for (const { path, change } of differences) {
      const place = visible(path.join(''));
      const row = rows.get(place) ?? new Map<number, { lines: readonly string[]; kind: Kind }>();
      if (row.size === 0 && change.kind === 'changed')
        row.set(0, { lines: [visible(printValue(change.before))], kind: 'first' });
      const known = row.get(i + 1);
      row.set(i + 1, {
        lines: [...(known?.lines ?? []), visible(textOf(change))],
        kind: known && known.kind !== change.kind ? 'changed' : change.kind,
      });
      rows.set(place, row);
    }
  }
  return rows;
}

type Change = TraceEvent['differences'][number]['change'];

function textOf(change: Change): string {
  if (change.kind === 'changed') return printValue(change.after);
  return change.kind === 'added' ? `+ ${printValue(change.after)}` : `- ${printValue(change.before)}`;
}

function widthOf({ head, cells }: Column): number {
  const longest = Math.max(
    ...[...head, ...cells].flatMap(({ lines }) =>
      lines.flatMap((line) => wrap(line, WIDEST)).map((line) => line.length),
    ),
  );
  return Math.max(NARROWEST, longest);
}

/** As many columns in each part as the width has room for, and at least one. */
function fit(columns: readonly Column[], width: number): readonly (readonly Column[])[] {
  const parts: Column[][] = [];
  let room = 0;
  for (const column of columns) {
    const needed = widthOf(column) + GAP;
    const last = parts.at(-1);
    if (last && needed <= room) {
      last.push(column);
      room -= needed;
    } else {
      parts.push([column]);
      room = width - needed;
    }
  }
  return parts;
}
