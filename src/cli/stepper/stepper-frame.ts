import {
  diffStates,
  endSentence,
  PLAIN,
  type Paint,
  printAction,
  printDifference,
  printValue,
  stateLines,
  visible,
} from '../../trace/index.ts';
import { whyText } from '../report/why-text.ts';
import type { Colors } from '../terminal.ts';
import { isMatch, stateOfRow, type Panel, type SteppedTrace, type StepperState } from './stepper.ts';

/** The size of the screen in characters. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** How many lines of the panel can be scrolled away. */
export function mostScrolled(shown: SteppedTrace, state: StepperState, { rows }: ScreenSize): number {
  const { room } = heights(shown, rows);
  return Math.max(0, panelLines(shown, state, PLAIN).length - room);
}

/** How many rows there are for the steps, and for the panel below them. */
function heights(shown: SteppedTrace, rows: number): { readonly list: number; readonly room: number } {
  const body = Math.max(2, rows - 4);
  const list = Math.min(shown.events.length + 1, Math.max(1, Math.floor(body / 2)));
  return { list, room: body - list };
}

/** The lines of a screen, exactly as many as it has: the steps above, below them what the chosen panel tells. */
export function stepperFrame(
  shown: SteppedTrace,
  state: StepperState,
  { columns, rows }: ScreenSize,
  colors: Colors,
): readonly string[] {
  const cut = (text: string): string =>
    text.length > columns ? `${text.slice(0, Math.max(0, columns - 1))}\u2026` : text;
  const { list, room } = heights(shown, rows);
  const steps = stepRows(shown, state, list).map(({ text, chosen, matches }) => {
    const line = cut(text);
    if (chosen) return colors.inverse(line.padEnd(columns));
    return matches ? colors.yellow(line) : line;
  });
  const lines = panelLines(shown, state, colors);
  const from = Math.max(0, Math.min(state.scrolled, lines.length - room));
  const seen = lines.slice(from, from + room).map(({ text, paint }) => paint(cut(text)));
  const more = lines.length - from - room;
  return [
    colors.bold(cut(shown.title)),
    ...steps,
    colors.dim(
      cut(
        `${HEADINGS[state.panel]} ${more > 0 ? `(${more} more lines: space) ` : ''}`.padEnd(
          columns,
          '\u2500',
        ),
      ),
    ),
    ...seen,
    ...Array.from({ length: Math.max(0, room - seen.length) }, () => ''),
    cut(position(shown, state)),
    colors.dim(cut(footer(state))),
  ].slice(0, rows);
}

const HEADINGS: Readonly<Record<Panel, string>> = {
  changes: 'what the step changes',
  state: 'the state',
  why: 'why it is violated',
  nearby: 'what can happen here',
  keys: 'keys',
};

const footer = ({ typing, query }: StepperState): string =>
  typing
    ? `search: ${query}\u2581`
    : 'j k steps  d changes  s state  w why  o other steps  / search  ? keys  q quit';

function position(shown: SteppedTrace, { row }: StepperState): string {
  const end = endSentence(shown.trace);
  const number = shown.events[row - 1]?.closesLoop
    ? `back in state ${shown.events[row - 1]!.state}`
    : `state ${row + 1} of ${shown.states.length}`;
  return end === undefined ? number : `${number}; ${end}`;
}

interface StepRow {
  readonly text: string;
  readonly chosen: boolean;
  readonly matches: boolean;
}

/** The rows around the chosen one. */
function stepRows(shown: SteppedTrace, { row, query }: StepperState, count: number): readonly StepRow[] {
  const all = shown.events.length + 1;
  const from = Math.max(0, Math.min(row - Math.floor(count / 2), all - count));
  const width = String(shown.states.length).length;
  return Array.from({ length: count }, (_, i) => {
    const number = from + i;
    const event = shown.events[number - 1];
    const place = event?.place === undefined ? '' : `  ${event.place}`;
    const mark = event?.closesLoop ? 'loop'.padStart(width) : String(number + 1).padStart(width);
    return {
      text: `${mark}  ${event ? event.title + place : 'initial state'}`,
      chosen: number === row,
      matches: isMatch(shown, number, query),
    };
  });
}

const KEYS = [
  'j, down, right, return   the next step          k, up, left   the one before',
  'page down, page up       ten steps',
  'g, home                  the initial state      G, end        the last state',
  'd                        what the step changes',
  's                        all variables of the state',
  'w                        why the property is violated',
  'o                        what else was possible here',
  '/                        search in actions and changes',
  'n, N                     the next match, the one before',
  'space, b                 scroll this part',
  'q, escape                end',
];

interface PanelLine {
  readonly text: string;
  readonly paint: (text: string) => string;
}

const plain = (text: string): PanelLine => ({ text, paint: (same) => same });

function panelLines(shown: SteppedTrace, state: StepperState, colors: Paint): readonly PanelLine[] {
  switch (state.panel) {
    case 'changes':
      return changeLines(shown, state.row, colors);
    case 'state':
      return stateLines(stateOfRow(shown, state.row)).map(plain);
    case 'why':
      return shown.trace.why
        ? whyText(shown.trace.why, PLAIN).slice(1).map(plain)
        : [plain('Not known: check with --explain --save-traces asks TLC for it.')];
    case 'nearby':
      return nearbyLines(shown, state.row, colors);
    case 'keys':
      return KEYS.map(plain);
  }
}

function changeLines(shown: SteppedTrace, row: number, colors: Paint): readonly PanelLine[] {
  const event = shown.events[row - 1];
  if (!event) return stateLines(shown.states[0]!).map(plain);
  const paint = { added: colors.green, removed: colors.red, changed: colors.yellow };
  const also = event.alternatives.map((other) => plain(`or ${other}`));
  if (event.changes.length === 0) return [...also, plain('(no variable changes)')];
  return [
    ...also,
    ...event.changes.map((text, i) => ({ text, paint: paint[event.differences[i]!.change.kind] })),
  ];
}

/** All steps that are possible in the state, each with what it changes. */
function nearbyLines(shown: SteppedTrace, row: number, colors: Paint): readonly PanelLine[] {
  const { nearby } = shown.trace;
  if (!nearby) return [plain('Not known: traces that check --report --save-traces saves have it.')];
  const number = row < shown.states.length ? row : shown.events[row - 1]!.state - 1;
  const steps = nearby.steps[number];
  if (!steps) return [plain('Not known: TLC looked into the nearest states only, as far as it could.')];
  if (steps.length === 0) return [plain('Nothing: the specification allows no step from this state.')];
  const before = shown.states[number]!;
  return steps.flatMap(([action, to]) => {
    const after = shown.states[to] ?? nearby.others[to - shown.states.length]!;
    const changes = diffStates(before, after).map((difference) => visible(printDifference(difference)));
    const title = visible(printAction(nearby.actions[action]!.action, printValue));
    return [
      { text: title, paint: colors.bold },
      ...(changes.length === 0 ? ['changes nothing'] : changes).map((text) => ({
        text: `  ${text}`,
        paint: colors.dim,
      })),
    ];
  });
}
