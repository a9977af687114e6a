import { jsonList, jsonObject, jsonText } from './json-shape.ts';
import { valueFromJson, valueToJson, type JsonValue } from './json.ts';
import { readLocation } from './location-json.ts';
import type { NearbyGraph, NearbyStep } from './nearby-graph.ts';
import { printValue } from './print.ts';
import { actionToJson, readAction } from './step-json.ts';

/** A nearby graph as JSON, without loss; each value of a variable stands there once. */
export function nearbyToJson({ actions, others, steps }: NearbyGraph): object {
  const variables = [...(others[0]?.keys() ?? [])];
  const tables = variables.map(() => new Map<string, number>());
  const values: JsonValue[][] = variables.map(() => []);
  const rows = others.map((state) =>
    variables.map((name, i) => {
      const value = state.get(name)!;
      const text = printValue(value);
      const known = tables[i]!.get(text);
      if (known !== undefined) return known;
      tables[i]!.set(text, values[i]!.length);
      return values[i]!.push(valueToJson(value)) - 1;
    }),
  );
  return {
    actions: actions.map(({ action, location }) => ({
      ...actionToJson(action),
      ...(location && { location }),
    })),
    variables,
    values,
    states: rows,
    steps: steps.map((known) => known ?? null),
  };
}

/**
 * The graph that `nearbyToJson` made this of, of a trace with so many states and these variables; none where the states of the
 * trace stand elsewhere.
 * @throws TypeError that says what is wrong.
 */
export function readNearby(json: unknown, statesOfTrace: number, ofTrace: readonly string[]): NearbyGraph {
  const root = jsonObject(json, '"nearby"');
  const actions = jsonList(root.actions, 'the actions of "nearby"').map((item) => {
    const { location } = jsonObject(item, 'an action of "nearby"');
    const action = readAction(item, '"nearby"');
    return { action, ...(location !== undefined && { location: readLocation(location, action.name) }) };
  });
  const variables = jsonList(root.variables, 'the variables of "nearby"').map((name) =>
    jsonText(name, 'a variable of "nearby"'),
  );
  const values = jsonList(root.values, 'the values of "nearby"').map((list) =>
    jsonList(list, 'the values of a variable of "nearby"').map(valueFromJson),
  );
  if (values.length !== variables.length)
    throw new TypeError('"nearby" has not one list of values for each variable');
  const others = jsonList(root.states, 'the states of "nearby"').map((row) => {
    const numbers = jsonList(row, 'a state of "nearby"');
    return new Map(
      variables.map((name, i) => [name, values[i]![numberBelow(numbers[i], values[i]!.length)]!] as const),
    );
  });
  const isOther = ofTrace.length > 0 && others.length > 0 && variables.join() !== ofTrace.join();
  if (isOther) throw new TypeError('"nearby" has other variables than the trace');
  const states = statesOfTrace + others.length;
  const steps = jsonList(root.steps, 'the steps of "nearby"').map((list) =>
    list === null
      ? undefined
      : jsonList(list, 'the steps of a state of "nearby"').map((step): NearbyStep => {
          const [action, to] = jsonList(step, 'a step of "nearby"');
          return [numberBelow(action, actions.length), numberBelow(to, states)];
        }),
  );
  if (steps.length !== states) throw new TypeError('"nearby" has not one list of steps for each state');
  return { actions, others, steps };
}

function numberBelow(json: unknown, limit: number): number {
  if (Number.isInteger(json) && (json as number) >= 0 && (json as number) < limit) return json as number;
  throw new TypeError(`"nearby" names number ${JSON.stringify(json)} of ${limit}`);
}
