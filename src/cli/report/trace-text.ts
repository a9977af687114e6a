import {
  diffStates,
  printAction,
  printDifference,
  printValue,
  traceStates,
  visible,
  type State,
  type Step,
  type Trace,
} from '../../trace/index.ts';
import type { Colors } from '../terminal.ts';

/** A trace for the terminal: each step with what it changes, and how the behavior goes on. Lines without indentation. */
export function traceText(trace: Trace, colors: Colors): readonly string[] {
  const states = traceStates(trace);
  const width = String(states.length).length;
  const numbered = (index: number, title: string): string => `${String(index + 1).padStart(width)}  ${title}`;
  const pad = ' '.repeat(width + 4);
  return [
    numbered(0, colors.bold('initial state')),
    ...[...trace.initial].map(([name, value]) => `${pad}${visible(`${name} = ${printValue(value)}`)}`),
    ...trace.steps.flatMap((step, i) => [
      numbered(i + 1, stepTitle(step, colors)),
      ...changes(states[i]!, step.state, colors).map((line) => pad + line),
    ]),
    ...endLines(trace, states, colors, pad),
    ...trace.notes.map((note) => `note: ${visible(note)}`),
  ];
}

function stepTitle({ actions, location }: Omit<Step, 'state'>, colors: Colors): string {
  const [first, ...others] = actions.map((action) => visible(printAction(action, printValue)));
  const also = others.length > 0 ? colors.dim(`  or ${others.join(' or ')}`) : '';
  const place = location ? colors.dim(`  ${location.module}.tla:${location.beginLine}`) : '';
  return `${colors.bold(first)}${also}${place}`;
}

function changes(before: State, after: State, colors: Colors): readonly string[] {
  const differences = diffStates(before, after);
  if (differences.length === 0) return [colors.dim('(no variable changes)')];
  return differences.map((difference) => {
    const text = visible(printDifference(difference));
    if (difference.change.kind === 'added') return colors.green(text);
    return difference.change.kind === 'removed' ? colors.red(text) : colors.yellow(text);
  });
}

function endLines({ end }: Trace, states: readonly State[], colors: Colors, pad: string): readonly string[] {
  switch (end.kind) {
    case 'finite':
      return [];
    case 'stuttering':
      return [`${colors.magenta('stuttering')}: state ${states.length} repeats for ever`];
    case 'lasso': {
      const loop = `${colors.magenta('loop')}: ${stepTitle(end.step, colors)} leads back to state ${end.backTo + 1}`;
      const back = changes(states.at(-1)!, states[end.backTo]!, colors).map((line) => pad + line);
      return [loop, ...back, `${pad}states ${end.backTo + 1} to ${states.length} repeat for ever`];
    }
  }
}
