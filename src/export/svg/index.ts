import {
  type TellingOptions,
  type Trace,
  escapeMarkup,
  endSentence,
  laneNames,
  NOBODY,
  traceEvents,
  traceTitle,
} from '../../trace/index.ts';
import type { ExportFormat } from '../format.ts';
import { clip, layout, SIZES, type Row } from './layout.ts';
import { LIGHT_STYLE, STYLE } from './style.ts';

/** A picture with a lane an actor, a row a step, and the loop of a lasso as an arrow back. It follows light and dark. */
export const svg: ExportFormat = {
  name: 'svg',
  extension: 'svg',
  description: 'a picture: a lane an actor, a row a step, the loop as an arrow back',
  write: (trace, settings) => drawTrace(trace, settings, STYLE),
};

/** The same in light colours, for a program that knows no variables in styles. */
export const lightSvg = (trace: Trace, settings: TellingOptions): Iterable<string> =>
  drawTrace(trace, settings, LIGHT_STYLE);

function* drawTrace(trace: Trace, settings: TellingOptions, style: string): Generator<string> {
  const events = traceEvents(trace, settings);
  const rows = layout(trace, events);
  const lanes = laneNames(events);
  const last = rows.at(-1)!;
  const height = last.y + SIZES.title + last.lines.length * SIZES.line;
  const text = textLeft(lanes);
  const heading = traceTitle(trace, settings);
  const columnsOfText = Math.max(...rows.map(columns), 40);
  const width = Math.ceil(
    Math.max(text + SIZES.character * columnsOfText, 34 + clip(heading).length * 11) + 24,
  );
  const end = endSentence(trace);
  yield `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeMarkup(heading)}">\n`;
  yield `<title>${escapeMarkup(heading)}</title>\n<desc>${escapeMarkup(`${rows.length} rows${end === undefined ? '' : `; ${end}`}`)}</desc>\n`;
  yield `<style>\n${style}\n</style>\n<rect class="paper" width="${width}" height="${height}"/>\n`;
  yield `<text class="heading" x="24" y="34">${escapeMarkup(clip(heading))}</text>\n`;
  for (const lane of lanes) {
    const x = laneMiddle(lanes, lane);
    yield `<text class="lane" x="${x}" y="62">${escapeMarkup(clip(lane, 9))}<title>${escapeMarkup(lane)}</title></text>\n`;
    yield `<line class="rule" x1="${x}" y1="70" x2="${x}" y2="${last.y}"/>\n`;
  }
  for (const row of rows) yield* drawRow(row, lanes, text);
  yield* drawLoop(trace, rows);
  yield '</svg>\n';
}

const laneMiddle = (lanes: readonly string[], lane: string): number =>
  SIZES.left + SIZES.lane * (lanes.indexOf(lane) + 0.5);

const textLeft = (lanes: readonly string[]): number => SIZES.left + SIZES.lane * lanes.length + 16;

const columns = ({ title, note, lines }: Row): number =>
  Math.max(
    clip(title).length * 1.1 + clip(note).length + 3,
    ...lines.map((line) => clip(line.text).length + 2),
  );

function* drawRow(row: Row, lanes: readonly string[], text: number): Generator<string> {
  const { number, title, note, actors, lines, y } = row;
  const isStep = number !== '1' && title !== '';
  const [actor = NOBODY, ...others] = actors;
  if (isStep && lanes.includes(actor)) {
    const from = laneMiddle(lanes, actor);
    for (const other of others) {
      const to = laneMiddle(lanes, other);
      yield `<line class="reach" x1="${from}" y1="${y}" x2="${to}" y2="${y}"/><circle class="other" cx="${to}" cy="${y}" r="5"/>\n`;
    }
    yield `<circle class="${actors.length > 0 ? 'actor' : 'nobody'}" cx="${from}" cy="${y}" r="6"/>\n`;
  }
  if (number !== '') yield `<text class="number" x="${SIZES.left - 12}" y="${y + 4}">${number}</text>\n`;
  const after =
    note === '' ? '' : `<tspan class="note" font-weight="400" dx="14">${escapeMarkup(clip(note))}</tspan>`;
  yield `<text class="title" x="${text}" y="${y + 4}">${escapeMarkup(clip(title))}${after}<title>${escapeMarkup(title)}</title></text>\n`;
  for (const [i, line] of lines.entries()) {
    const tooltip = clip(line.text) === line.text ? '' : `<title>${escapeMarkup(line.text)}</title>`;
    yield `<text class="${line.kind}" x="${text + 14}" y="${y + 4 + SIZES.title - 4 + i * SIZES.line}">${escapeMarkup(clip(line.text))}${tooltip}</text>\n`;
  }
}

/** An arrow from the last row back to the state from which all repeats. */
function* drawLoop({ end, steps }: Trace, rows: readonly Row[]): Generator<string> {
  if (end.kind === 'finite') return;
  const to = rows[end.kind === 'lasso' ? end.backTo : steps.length]!.y;
  const from = rows.at(-1)!.y;
  const [x, edge] = [18, SIZES.left - 40];
  yield `<path class="loop" d="M ${SIZES.left} ${from} H ${x + 8} Q ${x} ${from} ${x} ${from - 8} V ${to + 8} Q ${x} ${to} ${x + 8} ${to} H ${edge}"/>\n`;
  yield `<path class="tip" d="M ${edge + 7} ${to} l -9 -5 v 10 z"/>\n`;
}
