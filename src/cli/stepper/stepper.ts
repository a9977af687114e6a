import { traceEvents, traceStates, type State, type Trace, type TraceEvent } from '../../trace/index.ts';

/** A trace as the stepper goes through it: a row for each state, and one more where a loop is closed. */
export interface SteppedTrace {
  readonly trace: Trace;
  readonly title: string;
  readonly states: readonly State[];
  /** Row `i` is what `events[i - 1]` leads to. */
  readonly events: readonly TraceEvent[];
}

/** What the lower part of the screen shows. */
export type Panel = 'changes' | 'state' | 'why' | 'nearby' | 'keys';

/** Where the reader is. Nothing in it ever changes; a key makes a new one. */
export interface StepperState {
  readonly row: number;
  readonly panel: Panel;
  /** Lines of the panel that were scrolled away. */
  readonly scrolled: number;
  readonly query: string;
  /** Whether letters go to the query. */
  readonly typing: boolean;
}

export const START: StepperState = { row: 0, panel: 'changes', scrolled: 0, query: '', typing: false };

/** A key as `node:readline` names it. */
export interface Key {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
}

export const steppedTrace = (trace: Trace, title: string): SteppedTrace => ({
  trace,
  title,
  states: traceStates(trace),
  events: traceEvents(trace),
});

/** The state of a row; a loop leads back to one that was there before. */
export const stateOfRow = ({ states, events }: SteppedTrace, row: number): State =>
  states[row] ?? states[events[row - 1]!.state - 1]!;

/** What a key does; undefined where it ends the stepper. */
export function press(state: StepperState, key: Key, shown: SteppedTrace): StepperState | undefined {
  if (key.ctrl) return state;
  return state.typing ? type(state, key, shown) : command(state, key, shown);
}

const PANELS: Readonly<Record<string, Panel>> = {
  d: 'changes',
  s: 'state',
  w: 'why',
  o: 'nearby',
  '?': 'keys',
};

/** Where a key goes from a row; the rows before the first and after the last are those. */
const MOVES: Readonly<Record<string, (row: number) => number>> = {
  down: (row) => row + 1,
  right: (row) => row + 1,
  j: (row) => row + 1,
  return: (row) => row + 1,
  up: (row) => row - 1,
  left: (row) => row - 1,
  k: (row) => row - 1,
  pagedown: (row) => row + 10,
  pageup: (row) => row - 10,
  home: () => 0,
  g: () => 0,
  end: () => Infinity,
  G: () => Infinity,
};

const SCROLL = 5;

function command(
  state: StepperState,
  { name, sequence = '' }: Key,
  shown: SteppedTrace,
): StepperState | undefined {
  if (name === 'q' || name === 'escape') return undefined;
  const key = keyText(name, sequence);
  const panel = PANELS[key];
  if (panel) return { ...state, panel, scrolled: 0 };
  const move = MOVES[key];
  if (move)
    return { ...state, row: Math.max(0, Math.min(shown.events.length, move(state.row))), scrolled: 0 };
  if (key === 'n' || key === 'N')
    return { ...state, row: nextMatch(state, shown, key === 'n' ? 1 : -1), scrolled: 0 };
  if (key === 'space') return { ...state, scrolled: state.scrolled + SCROLL };
  if (key === 'b') return { ...state, scrolled: Math.max(0, state.scrolled - SCROLL) };
  return key === '/' ? { ...state, typing: true, query: '' } : state;
}

/** A letter counts as it was typed, any other key by its name. */
const keyText = (name = '', sequence: string): string =>
  sequence.length === 1 && sequence > ' ' ? sequence : name;

/** The query as it grows; return goes to the next row that has it. */
function type(state: StepperState, { name, sequence = '' }: Key, shown: SteppedTrace): StepperState {
  if (name === 'escape') return { ...state, typing: false, query: '' };
  if (name === 'return' || name === 'enter') {
    const done = { ...state, typing: false };
    return { ...done, row: nextMatch(done, shown, 1), scrolled: 0 };
  }
  if (name === 'backspace') return { ...state, query: state.query.slice(0, -1) };
  // Escape sequences of keys that have no text.
  return /^[^\p{Cc}]+$/u.test(sequence) ? { ...state, query: state.query + sequence } : state;
}

/** Whether a row's action or what it changes has the query, in any case. */
export function isMatch({ events }: SteppedTrace, row: number, query: string): boolean {
  const event = events[row - 1];
  if (query === '' || !event) return false;
  const wanted = query.toLowerCase();
  return [event.title, ...event.changes].some((text) => text.toLowerCase().includes(wanted));
}

/** The next row that has the query, around the end; the same row where there is none. */
function nextMatch({ row, query }: StepperState, shown: SteppedTrace, direction: 1 | -1): number {
  const count = shown.events.length + 1;
  for (let distance = 1; distance <= count; distance++) {
    const candidate = (row + direction * distance + count * 2) % count;
    if (isMatch(shown, candidate, query)) return candidate;
  }
  return row;
}
