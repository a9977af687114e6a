import type { StateGraph } from '../../graph/index.ts';
import { printValue, type TlaValue } from '../../trace/index.ts';
import type { ExpectedState } from '../compare-states.ts';
import { liftValue } from '../lift.ts';
import { relift } from '../relift.ts';

/** Finds states of a graph by what an implementation shows. */
export interface StateFinder {
  /** The number of the state, or -1 if the graph has none that is shown so. */
  find(shown: Readonly<Record<string, unknown>>): number;
  /** The values of a state as an implementation would show them. */
  stateOf(state: number): ExpectedState;
}

/** Prepares the finding of a graph's states. */
export function stateFinder({ variables, values, rows, stateCount }: StateGraph): StateFinder {
  const shownValues = values.map((of) => of.map(relift));
  const numbers = shownValues.map((of) => new Map(of.map((value, i) => [printValue(value), i])));
  const width = variables.length;
  const states = new Map<string, number>();
  for (let state = 0; state < stateCount; state++)
    states.set(rows.subarray(state * width, (state + 1) * width).join(), state);
  return {
    find: (shown) => {
      const row = variables.map((name, i) => numbers[i]!.get(textOf(shown[name])));
      return states.get(row.join()) ?? -1;
    },
    stateOf: (state) =>
      new Map(
        variables.map((name, i): [string, TlaValue] => [name, shownValues[i]![rows[state * width + i]!]!]),
      ),
  };
}

function textOf(shown: unknown): string {
  const lifted = liftValue(shown);
  return lifted.ok ? printValue(lifted.value) : lifted.error;
}
