import { stateLines, traceEvents, type TraceEvent } from './trace-events.ts';
import type { Trace } from './trace.ts';
import { visible } from './visible.ts';

/** How parts of a text are set off from the rest: on a terminal by colours, in a file not at all. */
export type Paint = Readonly<
  Record<'bold' | 'dim' | 'magenta' | 'green' | 'red' | 'yellow', (text: string) => string>
>;

const same = (text: string): string => text;

export const PLAIN: Paint = { bold: same, dim: same, magenta: same, green: same, red: same, yellow: same };

/** A trace as lines of text: each step with what it changes, and how the behavior goes on. */
export function traceText(trace: Trace, colors: Paint = PLAIN): readonly string[] {
  const states = trace.steps.length + 1;
  const width = String(states).length;
  const numbered = (state: number, title: string): string => `${String(state).padStart(width)}  ${title}`;
  const pad = ' '.repeat(width + 4);
  const changes = (event: TraceEvent): readonly string[] =>
    changeLines(event, colors).map((line) => pad + line);
  return [
    numbered(1, colors.bold('initial state')),
    ...stateLines(trace.initial).map((line) => pad + line),
    ...traceEvents(trace).flatMap((event) => [
      event.closesLoop
        ? `${colors.magenta('loop')}: ${stepTitle(event, colors)} leads back to state ${event.state}`
        : numbered(event.state, stepTitle(event, colors)),
      ...changes(event),
    ]),
    ...endLines(trace, states, colors, pad),
    ...trace.notes.map((note) => `note: ${visible(note)}`),
  ];
}

function stepTitle({ title, alternatives, place }: TraceEvent, colors: Paint): string {
  const also = alternatives.length > 0 ? colors.dim(`  or ${alternatives.join(' or ')}`) : '';
  return `${colors.bold(title)}${also}${place === undefined ? '' : colors.dim(`  ${place}`)}`;
}

function changeLines({ differences, changes }: TraceEvent, colors: Paint): readonly string[] {
  if (changes.length === 0) return [colors.dim('(no variable changes)')];
  const paint = { added: colors.green, removed: colors.red, changed: colors.yellow };
  return changes.map((change, i) => paint[differences[i]!.change.kind](change));
}

function endLines({ end }: Trace, states: number, colors: Paint, pad: string): readonly string[] {
  switch (end.kind) {
    case 'finite':
      return [];
    case 'stuttering':
      return [`${colors.magenta('stuttering')}: state ${states} repeats for ever`];
    case 'lasso':
      return [`${pad}states ${end.backTo + 1} to ${states} repeat for ever`];
  }
}
