import {
  bool,
  fail,
  fn,
  int,
  jsonList,
  jsonObject,
  jsonText,
  ok,
  printValue,
  readLocation,
  record,
  seq,
  string,
  type ActionInstance,
  type JsonObject,
  type Result,
  type State,
  type Step,
  type TlaValue,
  type Trace,
  type TraceEnd,
} from '../trace/index.ts';
import { sameVariables } from './same-variables.ts';
import { UNNAMED_ACTION } from './unnamed-action.ts';
import { parseValue } from './value.ts';

/** Whether a JSON value may be what TLC writes with `-dumpTrace json`. */
export const isTlcJsonTrace = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'counterexample' in json;

const LOSSES =
  "TLC's JSON does not tell sets from sequences, nor model values from strings: all are shown as sequences and strings";

/** The trace that TLC wrote with `-dumpTrace json`, as far as that file tells it. The error says what is wrong. */
export function traceFromTlcJson(json: unknown): Result<Trace, string> {
  try {
    return ok(readTrace(json));
  } catch (error) {
    if (error instanceof TypeError) return fail(error.message);
    throw error;
  }
}

function readTrace(json: unknown): Trace {
  const { state, action } = jsonObject(jsonObject(json, 'the file').counterexample, '"counterexample"');
  const states = jsonList(state, '"state" of the counterexample').map((item, i) => {
    const [number, values] = jsonList(item, `state ${i + 1}`);
    if (number !== i + 1) throw new TypeError(`state ${i + 1} has the number ${JSON.stringify(number)}`);
    return readState(values, `state ${i + 1}`);
  });
  const [initial, ...rest] = states;
  if (!initial) throw new TypeError('the counterexample has no states');
  const odd = rest.findIndex((after) => !sameVariables(after, initial));
  if (odd >= 0) throw new TypeError(`state ${odd + 2} has other variables than the first`);
  const moves = jsonList(action ?? [], '"action" of the counterexample').map(readMove);
  const into = (number: number): Omit<Step, 'state'> =>
    moves.find(({ from, to }) => from === number - 1 && to === number)?.step ?? UNNAMED;
  return {
    initial,
    steps: rest.map((after, i) => ({ ...into(i + 2), state: after })),
    end: readEnd(moves, states.length),
    notes: [LOSSES],
  };
}

const UNNAMED: Omit<Step, 'state'> = { actions: [{ name: UNNAMED_ACTION }] };

interface Move {
  readonly from: number;
  readonly to: number;
  readonly step: Omit<Step, 'state'>;
}

function readMove(json: unknown, index: number): Move {
  const place = `action ${index + 1}`;
  const [from, action, to] = jsonList(json, place);
  const { name, location, context, parameters } = jsonObject(action, place);
  const values = context === undefined ? {} : jsonObject(context, `the context of ${place}`);
  const instance: ActionInstance = {
    name: jsonText(name, `the name of ${place}`),
    ...(parameters !== undefined && {
      arguments: jsonList(parameters, `the parameters of ${place}`).map((parameter) => {
        const called = jsonText(parameter, `a parameter of ${place}`);
        return { name: called, value: readValue(values[called], `${called} of ${place}`) };
      }),
    }),
  };
  const isKnown = location !== undefined && !isBuiltIn(location);
  return {
    from: numberOf(from, place),
    to: numberOf(to, place),
    step: { actions: [instance], ...(isKnown && { location: readLocation(location, place) }) },
  };
}

/** TLC's own steps, such as stuttering, stand in no module. */
const isBuiltIn = (location: unknown): boolean =>
  (location as { readonly module?: unknown } | null)?.module === '--TLA+ BUILTINS--';

function numberOf(state: unknown, place: string): number {
  const [number] = jsonList(state, `a state of ${place}`);
  if (Number.isInteger(number)) return number as number;
  throw new TypeError(`a state of ${place} has no number`);
}

/** The last step may lead back; a step from the last state to itself that no action makes is stuttering. */
function readEnd(moves: readonly Move[], count: number): TraceEnd {
  const back = moves.find(({ from, to }) => from === count && to <= count);
  if (!back) return { kind: 'finite' };
  if (back.to < 1) throw new TypeError(`the last action leads to state ${back.to}`);
  const isStuttering = back.to === count && back.step.location === undefined;
  return isStuttering ? { kind: 'stuttering' } : { kind: 'lasso', backTo: back.to - 1, step: back.step };
}

const readState = (json: unknown, place: string): State =>
  new Map(
    Object.entries(jsonObject(json, place)).map(([name, value]) => [
      name,
      readValue(value, `${name} in ${place}`),
    ]),
  );

function readValue(json: unknown, place: string): TlaValue {
  if (typeof json === 'boolean') return bool(json);
  if (typeof json === 'string') return string(json);
  if (typeof json === 'number' && Number.isSafeInteger(json)) return int(json);
  if (Array.isArray(json)) return seq(json.map((part) => readValue(part, place)));
  if (typeof json === 'object' && json !== null) return readFunction(json as JsonObject, place);
  throw new TypeError(
    `the value of ${place} is none that TLC writes: ${String(JSON.stringify(json)).slice(0, 80)}`,
  );
}

/** A record or a function: TLC writes keys that are no strings as TLA+. */
function readFunction(json: JsonObject, place: string): TlaValue {
  const entries = Object.entries(json).map(([key, image]) => [key, readValue(image, place)] as const);
  if (entries.length > 0 && entries.every(([key]) => /^\w*[A-Za-z_]\w*$/.test(key))) return record(entries);
  const keys = entries.map(([key]) => {
    const parsed = parseValue(key);
    return parsed.ok ? parsed.value : string(key);
  });
  if (new Set(keys.map(printValue)).size < keys.length)
    throw new TypeError(`the value of ${place} has a key twice`);
  return fn(keys.map((key, i) => [key, entries[i]![1]]));
}
