import { NOBODY, printAction, printDifference, printValue, visible, type Step } from '../src/trace/index.ts';
import type { ShownTrace } from './read-page.ts';

/** A row of the list in words. */
export interface RowText {
  /** The number of the state, or nothing for what repeats for ever. */
  readonly number: string;
  readonly name: string;
  readonly operands: string;
  readonly alternatives: readonly string[];
  readonly place: string;
  readonly actors: readonly string[];
}

/** The step that leads to a row; none to the initial state, and none where a behavior stutters. */
export function stepOf({ trace, states }: ShownTrace, row: number): Omit<Step, 'state'> | undefined {
  if (row < states.length) return trace.steps[row - 1];
  return trace.end.kind === 'lasso' ? trace.end.step : undefined;
}

export function rowText(shown: ShownTrace, row: number): RowText {
  const { trace, states, findActors } = shown;
  const step = stepOf(shown, row);
  const number = row < states.length ? String(row + 1) : '';
  if (!step) {
    const name = row === 0 ? 'initial state' : `stuttering: state ${states.length} repeats for ever`;
    return { number, name, operands: '', alternatives: [], place: '', actors: [] };
  }
  const [first, ...others] = step.actions;
  const title = visible(printAction(first, printValue));
  const name = visible(first.name);
  const actors = findActors(first);
  const back =
    row < states.length || trace.end.kind !== 'lasso'
      ? ''
      : `  back to state ${trace.end.backTo + 1}, for ever`;
  return {
    number,
    name,
    operands: title.slice(name.length) + back,
    alternatives: others.map((action) => visible(printAction(action, printValue))),
    place: step.location ? visible(`${step.location.module}.tla:${step.location.beginLine}`) : '',
    actors: actors.length > 0 ? actors : [NOBODY],
  };
}

/** What changed in a row, as one line each; only of the variables that are shown. */
export const changeLines = (
  shown: ShownTrace,
  row: number,
  hidden: ReadonlySet<string>,
): readonly { readonly path: string; readonly text: string; readonly kind: string }[] =>
  shown
    .differences(row)
    .filter(({ path }) => !hidden.has(path[0]!))
    .map((difference) => {
      const path = visible(difference.path.join(''));
      const text = visible(printDifference(difference)).slice(path.length + 2);
      return { path, text, kind: difference.change.kind };
    });
