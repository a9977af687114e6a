import { jsonList, jsonObject, jsonText } from './json-shape.ts';
import { valueFromJson, valueToJson } from './json.ts';
import { readLocation } from './location-json.ts';
import type { ActionInstance, Argument, State, Step } from './trace.ts';

/** A state as an object by variable. */
export const stateToJson = (state: State): object =>
  Object.fromEntries([...state].map(([name, value]) => [name, valueToJson(value)]));

/** @throws TypeError that names `place` when there is no state. */
export const readState = (json: unknown, place: string): State =>
  new Map(Object.entries(jsonObject(json, place)).map(([name, value]) => [name, valueFromJson(value)]));

/** A step without its state. */
export const stepToJson = ({ actions, location }: Omit<Step, 'state'>): object => ({
  actions: actions.map(actionToJson),
  ...(location && { location }),
});

/** @throws TypeError that names `place` when it is no step. */
export function readStep(json: unknown, place: string): Omit<Step, 'state'> {
  const { actions, location } = jsonObject(json, place);
  const [first, ...others] = jsonList(actions, `the actions of ${place}`).map((action) =>
    readAction(action, place),
  );
  if (!first) throw new TypeError(`${place} has no action`);
  return {
    actions: [first, ...others],
    ...(location !== undefined && { location: readLocation(location, place) }),
  };
}

export const actionToJson = ({ name, arguments: given }: ActionInstance): object => ({
  name,
  ...(given && { arguments: argumentsToJson(given) }),
});

/** @throws TypeError that names `place` when it is no action instance. */
export function readAction(json: unknown, place: string): ActionInstance {
  const action = jsonObject(json, `an action of ${place}`);
  const name = jsonText(action.name, `the name of an action of ${place}`);
  if (action.arguments === undefined) return { name };
  return { name, arguments: readArguments(action.arguments, name) };
}

export const argumentsToJson = (list: readonly Argument[]): readonly object[] =>
  list.map(({ name, value }) => ({ name, value: valueToJson(value) }));

/** @throws TypeError that names `what` has them when there are none. */
export const readArguments = (json: unknown, what: string): readonly Argument[] =>
  jsonList(json, `the arguments of ${what}`).map((argument) => {
    const { name, value } = jsonObject(argument, `an argument of ${what}`);
    return { name: jsonText(name, `a parameter of ${what}`), value: valueFromJson(value) };
  });
