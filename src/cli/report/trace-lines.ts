import { endSentence, traceEvents, type Trace } from '../../trace/index.ts';
import type { Colors } from '../terminal.ts';

/**
 * A trace with a line for each change, each with its step and action: to search, to filter and to page through, as no line
 * needs another one to be understood.
 */
export function traceLines(trace: Trace, colors: Colors): readonly string[] {
  const width = String(trace.steps.length + 1).length;
  const end = endSentence(trace);
  return [
    ...traceEvents(trace).flatMap(({ state, title, changes, differences, closesLoop }) => {
      const lead = `${String(state).padStart(width)}${closesLoop ? ' again' : ''}  ${colors.bold(title)}  `;
      if (changes.length === 0) return [lead + colors.dim('(no variable changes)')];
      const paint = { added: colors.green, removed: colors.red, changed: colors.yellow };
      return changes.map((change, i) => lead + paint[differences[i]!.change.kind](change));
    }),
    ...(end === undefined ? [] : [colors.magenta(end)]),
  ];
}
