import { valuesEqual, type NearbyAction, type State } from '../src/trace/index.ts';
import type { ShownTrace } from './read-page.ts';
import { stepOf } from './row-text.ts';
import type { ViewState } from './view-state.ts';

/** A step that the specification allows. */
export interface Road extends NearbyAction {
  /** The number of the state that it leads to, as in the nearby graph. */
  readonly to: number;
}

/** Where the reader stands: in a state of the trace, or off it. */
export interface Position {
  /** The steps since the trace was left; none on the trace. */
  readonly walked: readonly Road[];
  /** The number of the state. */
  readonly state: number;
  /** What is possible there; undefined where TLC was not asked. */
  readonly roads: readonly Road[] | undefined;
}

/** Follows the steps that the reader chose. A choice that does not exist ends the walk there: an address can name anything. */
export function positionOf(shown: ShownTrace, { row, walk }: Pick<ViewState, 'row' | 'walk'>): Position {
  let state = stateNumber(shown, row);
  const walked: Road[] = [];
  for (const choice of walk) {
    const road = roadsFrom(shown, state)?.[choice];
    if (!road) break;
    walked.push(road);
    state = road.to;
  }
  return { walked, state, roads: roadsFrom(shown, state) };
}

/** A state by its number in the nearby graph. */
export const stateNumbered = ({ states, trace }: ShownTrace, number: number): State =>
  states[number] ?? trace.nearby?.others[number - states.length] ?? new Map();

/** Whether it is the step that the trace takes from a row. */
export function isTaken(shown: ShownTrace, row: number, { action, to }: Road): boolean {
  const step = stepOf(shown, row + 1);
  if (!step || row >= shown.states.length) return false;
  const next = stateNumbered(shown, stateNumber(shown, row + 1));
  const reached = stateNumbered(shown, to);
  return (
    step.actions.some((taken) => sameAction(taken, action)) &&
    [...next].every(([name, value]) => valuesEqual(value, reached.get(name)!))
  );
}

type Action = NearbyAction['action'];

const sameAction = (a: Action, b: Action): boolean =>
  a.name === b.name &&
  (a.arguments ?? []).every(({ value }, i) => {
    const other = b.arguments?.[i]?.value;
    return other !== undefined && valuesEqual(value, other);
  });

/** The state that a row shows; where the behavior repeats, the one that it comes back to. */
function stateNumber({ states, trace }: ShownTrace, row: number): number {
  if (row < states.length) return row;
  return trace.end.kind === 'lasso' ? trace.end.backTo : states.length - 1;
}

function roadsFrom({ trace: { nearby } }: ShownTrace, state: number): readonly Road[] | undefined {
  return nearby?.steps[state]?.map(([action, to]) => ({ ...nearby.actions[action]!, to }));
}
