import { jsonList, jsonObject, jsonText } from './json-shape.ts';
import { fail, ok, type Result } from './result.ts';
import { nearbyToJson, readNearby } from './nearby-json.ts';
import { readWhy, whyToJson } from './why-json.ts';
import { readState, readStep, stateToJson, stepToJson } from './step-json.ts';
import type { Step, Trace, TraceEnd, TraceOrigin } from './trace.ts';

/** The name and version of the format of saved traces. */
export const TRACE_SCHEMA = 'tracewright/trace/1';

/** A trace as JSON, without loss: states as objects by variable, values in the encoding of `valueToJson`. */
export function traceToJson(trace: Trace): object {
  return {
    schema: TRACE_SCHEMA,
    initial: stateToJson(trace.initial),
    steps: trace.steps.map((step) => ({ ...stepToJson(step), state: stateToJson(step.state) })),
    end: trace.end.kind === 'lasso' ? { ...trace.end, step: stepToJson(trace.end.step) } : trace.end,
    ...(trace.origin && { origin: trace.origin }),
    notes: trace.notes,
    ...(trace.why && { why: whyToJson(trace.why) }),
    ...(trace.nearby && { nearby: nearbyToJson(trace.nearby) }),
  };
}

/** The trace that `traceToJson` made this of. The error says what is wrong, and where. */
export function traceFromJson(json: unknown): Result<Trace, string> {
  try {
    return ok(readTrace(json));
  } catch (error) {
    if (error instanceof TypeError) return fail(error.message);
    throw error;
  }
}

function readTrace(json: unknown): Trace {
  const root = jsonObject(json, 'the trace');
  if (root.schema !== TRACE_SCHEMA) {
    throw new TypeError(
      `it is of the format ${JSON.stringify(root.schema)}, not ${JSON.stringify(TRACE_SCHEMA)}`,
    );
  }
  const steps = jsonList(root.steps, '"steps"').map((step, i) => readStateStep(step, `step ${i + 1}`));
  const initial = readState(root.initial, 'the initial state');
  return {
    initial,
    steps,
    end: readEnd(root.end, steps.length),
    ...(root.origin !== undefined && { origin: readOrigin(root.origin) }),
    notes: jsonList(root.notes, '"notes"').map((note) => jsonText(note, 'a note')),
    ...(root.why !== undefined && { why: readWhy(root.why) }),
    ...(root.nearby !== undefined && {
      nearby: readNearby(root.nearby, steps.length + 1, [...initial.keys()]),
    }),
  };
}

function readStateStep(json: unknown, place: string): Step {
  return { ...readStep(json, place), state: readState(jsonObject(json, place).state, place) };
}

function readEnd(json: unknown, states: number): TraceEnd {
  const { kind, backTo, step } = jsonObject(json, '"end"');
  if (kind === 'finite' || kind === 'stuttering') return { kind };
  if (kind !== 'lasso') throw new TypeError(`"end" is of no known kind: ${JSON.stringify(kind)}`);
  if (!Number.isInteger(backTo) || (backTo as number) < 0 || (backTo as number) > states) {
    throw new TypeError(`the loop leads back to state ${JSON.stringify(backTo)}, which is not in the trace`);
  }
  return { kind, backTo: backTo as number, step: readStep(step, 'the loop') };
}

/**
 * The origin that `traceToJson` wrote.
 * @throws TypeError when it is none.
 */
export function readOrigin(json: unknown): TraceOrigin {
  const origin = jsonObject(json, '"origin"');
  const field = (name: string): string => jsonText(origin[name], `"${name}" of the origin`);
  return {
    module: field('module'),
    config: field('config'),
    tlcVersion: field('tlcVersion'),
    jarSha256: field('jarSha256'),
    fp: Number(origin.fp),
    seed: field('seed'),
    workers: field('workers'),
  };
}
