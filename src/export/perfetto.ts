import {
  printValue,
  traceStates,
  visible,
  type State,
  type TlaValue,
  type Trace,
  endSentence,
  laneNames,
  NOBODY,
  traceEvents,
  traceTitle,
  type TraceEvent,
} from '../trace/index.ts';
import type { ExportFormat } from './format.ts';

/** A step takes a millisecond, so that the clock shows its number. */
const STEP = 1000;
const PROCESS = 1;

/**
 * Trace events in JSON for ui.perfetto.dev and chrome://tracing: a track an actor, a slice a step with its changes as
 * arguments, an arrow to each other actor of the step, and a counter for every integer of the state.
 */
export const perfetto: ExportFormat = {
  name: 'perfetto',
  extension: 'perfetto.json',
  description: 'trace events for ui.perfetto.dev, a track an actor, a counter an integer',
  *write(trace, settings) {
    const events = traceEvents(trace, settings);
    const lanes = laneNames(events);
    const track = (name: string): number => lanes.indexOf(name) + 1;
    yield `{"displayTimeUnit":"ms","traceEvents":[\n${line(named('process_name', 0, traceTitle(trace, settings)), true)}`;
    for (const name of lanes) yield line(named('thread_name', track(name), name));
    for (const [i, event] of events.entries()) {
      for (const traced of slices(event, i, track)) yield line(traced);
    }
    for (const [i, state] of traceStates(trace).entries()) {
      for (const [name, value] of counters(state))
        yield line({ ph: 'C', name, pid: PROCESS, ts: i * STEP, args: { value } });
    }
    for (const ending of endEvents(trace, lanes.length + 1)) yield line(ending);
    yield '\n]}\n';
  },
};

const line = (event: object, isFirst = false): string => `${isFirst ? '' : ',\n'}${JSON.stringify(event)}`;

const named = (what: string, tid: number, name: string): object => ({
  ph: 'M',
  name: what,
  pid: PROCESS,
  tid,
  args: { name },
});

function* slices(event: TraceEvent, index: number, track: (name: string) => number): Generator<object> {
  const [actor = NOBODY, ...others] = event.actors;
  const ts = index * STEP;
  const common = { name: event.title, cat: 'step', pid: PROCESS };
  const args = {
    leadsTo: event.state,
    ...(event.place !== undefined && { at: event.place }),
    changes: event.changes,
  };
  yield { ph: 'X', ...common, tid: track(actor), ts, dur: STEP, args };
  for (const [i, other] of others.entries()) {
    const id = index * 100 + i;
    yield { ph: 'X', ...common, tid: track(other), ts, dur: STEP, args: { leadsTo: event.state } };
    yield { ph: 's', ...common, id, tid: track(actor), ts: ts + STEP / 4 };
    yield { ph: 'f', bp: 'e', ...common, id, tid: track(other), ts: ts + STEP / 2 };
  }
}

/** The integers of a state as far as JSON has them, and the sizes of sets and sequences: `pins[p1]`, `#queue`. */
function* counters(state: State): Generator<readonly [string, number]> {
  for (const [name, value] of state) yield* countersIn(name, value);
}

function* countersIn(name: string, value: TlaValue): Generator<readonly [string, number]> {
  switch (value.kind) {
    case 'int':
      if (Number.isSafeInteger(Number(value.value))) yield [visible(name), Number(value.value)];
      return;
    case 'set':
      yield [visible(`size of ${name}`), value.elements.length];
      return;
    case 'seq':
      yield [visible(`length of ${name}`), value.elements.length];
      return;
    case 'record':
      for (const [field, part] of value.fields) yield* countersIn(`${name}.${field}`, part);
      return;
    case 'fn':
      for (const [key, image] of value.entries) yield* countersIn(`${name}[${printValue(key)}]`, image);
      return;
    case 'bool':
    case 'string':
    case 'model':
    case 'interval':
      return;
  }
}

/** What repeats for ever is a slice of its own below the actors. */
function endEvents(trace: Trace, tid: number): readonly object[] {
  const sentence = endSentence(trace);
  if (sentence === undefined) return [];
  const { end, steps } = trace;
  const [from, until] =
    end.kind === 'lasso' ? [end.backTo, steps.length + 1] : [steps.length, steps.length + 1];
  const span = { ts: from * STEP, dur: (until - from) * STEP };
  return [named('thread_name', tid, 'for ever'), { ph: 'X', name: sentence, pid: PROCESS, tid, ...span }];
}
