import { jsonList, jsonObject, jsonText, type JsonObject } from './json-shape.ts';
import { readLocation } from './location-json.ts';
import { actionToJson, argumentsToJson, readAction, readArguments } from './step-json.ts';
import type {
  FairnessInLoop,
  IdleAction,
  LoopFacts,
  PartValue,
  PropertyPart,
  ViolatedProperty,
  Why,
} from './why.ts';

/** Why a property is violated as JSON, without loss. */
export const whyToJson = ({ properties, loop, notes }: Why): object => ({
  properties: properties.map(({ part, ...property }) => ({ ...property, part: partToJson(part) })),
  ...(loop && {
    loop: {
      ...loop,
      fairness: loop.fairness.map(({ bindings, ...condition }) => ({
        ...condition,
        bindings: argumentsToJson(bindings),
      })),
      idle: loop.idle.map(({ action, ...idle }) => ({
        action: actionToJson(action),
        ...idle,
      })),
    },
  }),
  notes,
});

const partToJson = ({ witness, parts, ...part }: PropertyPart): object => ({
  ...part,
  ...(witness && { witness: argumentsToJson(witness) }),
  parts: parts.map(partToJson),
});

/**
 * What `whyToJson` made this of.
 * @throws TypeError that says what is wrong with it.
 */
export function readWhy(json: unknown): Why {
  const root = jsonObject(json, '"why"');
  return {
    properties: jsonList(root.properties, 'the properties of "why"').map(readProperty),
    ...(root.loop !== undefined && { loop: readLoop(root.loop) }),
    notes: jsonList(root.notes, 'the notes of "why"').map((note) => jsonText(note, 'a note of "why"')),
  };
}

function readProperty(json: unknown): ViolatedProperty {
  const property = jsonObject(json, 'a violated property');
  return {
    name: jsonText(property.name, 'the name of a violated property'),
    ...(property.state !== undefined && { state: readState(property.state) }),
    ...(property.nextState !== undefined && { nextState: readState(property.nextState) }),
    part: readPart(property.part),
  };
}

const ROLES: ReadonlySet<unknown> = new Set(['if', 'then', 'else']);

function readPart(json: unknown): PropertyPart {
  const part = jsonObject(json, 'a part of a property');
  const { role, witness, witnesses, sides } = part;
  if (role !== undefined && !ROLES.has(role)) throw new TypeError('a part of a property has an unknown role');
  return {
    text: jsonText(part.text, 'the text of a part'),
    ...placed(part, 'a part'),
    value: readValue(part.value),
    ...(role !== undefined && { role: role as NonNullable<PropertyPart['role']> }),
    ...(witness !== undefined && { witness: readArguments(witness, 'a part') }),
    ...(witnesses !== undefined && { witnesses: readState(witnesses) }),
    ...(sides !== undefined && { sides: jsonList(sides, 'the sides of a part').map(readSide) }),
    parts: jsonList(part.parts, 'the parts of a part').map(readPart),
  };
}

function readSide(json: unknown): NonNullable<PropertyPart['sides']>[number] {
  const { text, value } = jsonObject(json, 'a side of a part');
  return { text: jsonText(text, 'the text of a side'), value: jsonText(value, 'the value of a side') };
}

function readValue(json: unknown): PartValue {
  const value = jsonObject(json, 'the value of a part');
  switch (value.kind) {
    case 'true':
    case 'false':
      return { kind: value.kind };
    case 'error':
      return { kind: 'error', message: jsonText(value.message, 'the message of a part') };
    case 'unknown':
      return { kind: 'unknown', reason: jsonText(value.reason, 'the reason of a part') };
    case 'by-state':
      return {
        kind: 'by-state',
        trueIn: readStates(value.trueIn),
        falseIn: readStates(value.falseIn),
        errorIn: readStates(value.errorIn),
      };
    default:
      throw new TypeError(`the value of a part is of no known kind: ${JSON.stringify(value.kind)}`);
  }
}

function readLoop(json: unknown): LoopFacts {
  const loop = jsonObject(json, 'the loop of "why"');
  return {
    states: readStates(loop.states),
    fairness: jsonList(loop.fairness, 'the fairness of the loop').map(readFairness),
    idle: jsonList(loop.idle, 'the idle actions of the loop').map(readIdle),
  };
}

function readFairness(json: unknown): FairnessInLoop {
  const condition = jsonObject(json, 'a fairness condition');
  const { kind, unknown } = condition;
  if (kind !== 'WF' && kind !== 'SF') throw new TypeError('a fairness condition is neither WF nor SF');
  return {
    kind,
    text: jsonText(condition.text, 'the text of a fairness condition'),
    ...placed(condition, 'a fairness condition'),
    bindings: readArguments(condition.bindings, 'a fairness condition'),
    enabledIn: readStates(condition.enabledIn),
    takenIn: readStates(condition.takenIn),
    ...(unknown !== undefined && { unknown: jsonText(unknown, 'what is unknown of a fairness condition') }),
  };
}

function readIdle(json: unknown): IdleAction {
  const idle = jsonObject(json, 'an idle action');
  return {
    action: readAction(idle.action, 'the loop of "why"'),
    ...placed(idle, 'an idle action'),
    fairness: jsonList(idle.fairness, 'the fairness of an idle action').map((text) =>
      jsonText(text, 'the fairness of an idle action'),
    ),
  };
}

const placed = ({ location }: JsonObject, what: string) =>
  location === undefined ? {} : { location: readLocation(location, what) };

const readStates = (json: unknown): readonly number[] => jsonList(json, 'a list of states').map(readState);

function readState(json: unknown): number {
  if (Number.isInteger(json) && (json as number) >= 0) return json as number;
  throw new TypeError(`${JSON.stringify(json)} is no number of a state`);
}
