import {
  fail,
  fn,
  int,
  interval,
  jsonObject,
  jsonText,
  modelValue,
  ok,
  readLocation,
  readOrigin,
  record,
  seq,
  set,
  string,
  bool,
  type ActionInstance,
  type JsonObject,
  type Result,
  type State,
  type Step,
  type TlaValue,
  type Trace,
  type TraceEnd,
} from '../trace/index.ts';
import { UNNAMED_ACTION } from './unnamed-action.ts';

/** Variables in which Quint keeps the action it took and the values it picked. */
const QUINT_ACTION = 'mbt::actionTaken';
const QUINT_PICKS = 'mbt::nondetPicks';

/**
 * The trace of a JSON value in the Informal Trace Format, of ours or of another tool. What only we write (actions, parameters,
 * places, model values) is taken from `#meta` where it is there; a step without it has an unnamed action, or the one
 * that Quint names in `mbt::actionTaken`. The error says what is wrong and where.
 */
export function traceFromItf(json: unknown): Result<Trace, string> {
  try {
    return ok(readTrace(json));
  } catch (error) {
    if (error instanceof TypeError) return fail(error.message);
    throw error;
  }
}

/** The strings that stand for model values. */
type Models = ReadonlyMap<string, string>;

function readTrace(json: unknown): Trace {
  const root = jsonObject(json, 'the trace');
  if (!Array.isArray(root.states)) throw new TypeError('it has no list "states", so it is no ITF trace');
  const meta = root['#meta'] === undefined ? {} : jsonObject(root['#meta'], '"#meta"');
  const models = readModels(meta.modelValues);
  const states = root.states.map((state, i) => jsonObject(state, `state ${i + 1}`));
  const [first, ...rest] = states.map((state, i) => readState(state, models, `state ${i + 1}`));
  if (!first) throw new TypeError('it has no states');
  const steps = rest.map((state, i): Step => ({ ...stepInto(states[i + 1]!, models, i + 2), state }));
  const origin = meta.origin === undefined ? undefined : readOrigin(meta.origin);
  return {
    initial: first,
    steps,
    end: readEnd(root.loop, meta, states.length, models),
    ...(origin && { origin }),
    notes: Array.isArray(meta.notes)
      ? meta.notes.filter((note): note is string => typeof note === 'string')
      : [],
  };
}

function readModels(json: unknown): Models {
  if (json === undefined) return new Map();
  const entries = Object.entries(jsonObject(json, '"modelValues" in "#meta"'));
  return new Map(
    entries.map(([name, model]) => [name, jsonText(model, 'a name in "modelValues"')] as [string, string]),
  );
}

function readState(json: JsonObject, models: Models, place: string): State {
  const names = Object.keys(json).filter(
    (name) => !name.startsWith('#') && name !== QUINT_ACTION && name !== QUINT_PICKS,
  );
  return new Map(names.map((name) => [name, readValue(json[name], models, `${name} in ${place}`)]));
}

function stepInto(state: JsonObject, models: Models, number: number): Omit<Step, 'state'> {
  const meta = state['#meta'] === undefined ? {} : jsonObject(state['#meta'], `"#meta" of state ${number}`);
  if (typeof meta.action === 'string') return readStep(meta, models, `state ${number}`);
  const taken = state[QUINT_ACTION];
  return { actions: [quintAction(taken, state[QUINT_PICKS], models, number)] };
}

function quintAction(taken: unknown, picks: unknown, models: Models, number: number): ActionInstance {
  if (typeof taken !== 'string' || taken === '') return { name: UNNAMED_ACTION };
  if (typeof picks !== 'object' || picks === null) return { name: taken };
  const place = `${QUINT_PICKS} of state ${number}`;
  const some = Object.entries(picks).flatMap(([name, pick]) => {
    const { tag, value } = jsonObject(pick, place);
    return tag === 'Some' ? [{ name, value: readValue(value, models, place) }] : [];
  });
  return { name: taken, arguments: some };
}

function readStep(meta: JsonObject, models: Models, place: string): Omit<Step, 'state'> {
  const others: readonly unknown[] = Array.isArray(meta.alternatives) ? meta.alternatives : [];
  const [first, ...rest] = [meta, ...others].map((json) =>
    readAction(jsonObject(json, `an action of ${place}`), models, place),
  );
  return {
    actions: [first!, ...rest],
    ...(meta.location !== undefined && { location: readLocation(meta.location, place) }),
  };
}

function readAction({ action, params }: JsonObject, models: Models, place: string): ActionInstance {
  const name = jsonText(action, `an action of ${place}`);
  if (params === undefined) return { name };
  if (!Array.isArray(params)) throw new TypeError(`the parameters of ${place} are no list`);
  return {
    name,
    arguments: params.map((json) => {
      const parameter = jsonObject(json, `a parameter of ${place}`);
      const called = jsonText(parameter.name, `the name of a parameter of ${place}`);
      return { name: called, value: readValue(parameter.value, models, `${called} of ${place}`) };
    }),
  };
}

function readEnd(loop: unknown, meta: JsonObject, states: number, models: Models): TraceEnd {
  if (loop === undefined || loop === null) return { kind: 'finite' };
  if (!Number.isInteger(loop) || (loop as number) < 0 || (loop as number) >= states)
    throw new TypeError(`"loop" leads to state number ${JSON.stringify(loop)}, which is not in the trace`);
  if (meta.end === 'stuttering' && loop === states - 1) return { kind: 'stuttering' };
  const step =
    meta.loopStep === undefined
      ? { actions: [{ name: UNNAMED_ACTION }] as const }
      : readStep(jsonObject(meta.loopStep, '"loopStep"'), models, 'the loop');
  return { kind: 'lasso', backTo: loop as number, step };
}

function readValue(json: unknown, models: Models, place: string): TlaValue {
  const inner = (part: unknown): TlaValue => readValue(part, models, place);
  switch (typeof json) {
    case 'boolean':
      return bool(json);
    case 'string': {
      const model = models.get(json);
      return model === undefined ? string(json) : modelValue(model);
    }
    case 'number':
      if (Number.isSafeInteger(json)) return int(json);
      break;
    case 'object':
      if (Array.isArray(json)) return seq(json.map(inner));
      if (json !== null) return readObject(json as JsonObject, inner, place);
      break;
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      break;
  }
  throw new TypeError(`the value of ${place} is no ITF: ${String(JSON.stringify(json)).slice(0, 80)}`);
}

function readObject(json: JsonObject, inner: (part: unknown) => TlaValue, place: string): TlaValue {
  const entries = Object.entries(json);
  const [tag, body] = entries[0] ?? ['', undefined];
  // A record has a field; an object without any is the empty function.
  if (!tag.startsWith('#')) return record(entries.map(([name, field]) => [name, inner(field)]));
  if (entries.length === 1) {
    const value = typeof body === 'string' ? taggedText(tag, body) : taggedList(tag, body, inner);
    if (value) return value;
  }
  throw new TypeError(`the value of ${place} is no ITF: ${JSON.stringify(json).slice(0, 80)}`);
}

function taggedText(tag: string, body: string): TlaValue | undefined {
  if (tag === '#bigint' && /^-?\d+$/.test(body)) return int(BigInt(body));
  const range = tag === '#unserializable' ? /^(-?\d+)\.\.(-?\d+)$/.exec(body) : null;
  if (range) return interval(BigInt(range[1]!), BigInt(range[2]!));
  // Such as the set of all integers: what another tool could not write down.
  return tag === '#unserializable' ? modelValue(body) : undefined;
}

function taggedList(tag: string, body: unknown, inner: (part: unknown) => TlaValue): TlaValue | undefined {
  if (!Array.isArray(body)) return undefined;
  if (tag === '#set') return set(body.map(inner));
  if (tag === '#tup') return seq(body.map(inner));
  const isEntry = (entry: unknown): entry is unknown[] => Array.isArray(entry) && entry.length === 2;
  return tag === '#map' && body.every(isEntry)
    ? fn(body.map(([key, image]) => [inner(key), inner(image)]))
    : undefined;
}
