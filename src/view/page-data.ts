import {
  traceStates,
  traceToJson,
  valuesEqual,
  valueToJson,
  type JsonValue,
  type State,
  type Trace,
} from '../trace/index.ts';

/** What a page is made of, next to its traces; all of it is text from outside. */
export interface PageExtras {
  readonly title: string;
  /** The texts of modules by name, for the places that steps name. */
  readonly sources?: Readonly<Record<string, string>>;
  /** A picture for each state of the first trace. */
  readonly pictures?: Pictures;
  /** The parameters of actions that name actors. */
  readonly actorParameters?: readonly string[];
}

/** SVG texts, each once, and which of them shows each state. */
export interface Pictures {
  readonly texts: readonly string[];
  readonly ofState: readonly number[];
}

/** What stands in the page as JSON and its script reads. */
export interface PageData extends PageExtras {
  readonly traces: readonly PageTrace[];
}

/** A trace with each state as what is different from the one before it: a long trace is mostly repetition. */
export interface PageTrace {
  /** The saved trace without its states. */
  readonly trace: object;
  readonly label: string;
  readonly initial: Readonly<Record<string, JsonValue>>;
  readonly changes: readonly StateChange[];
}

/** New values by variable, and the variables that a state lacks and the one before it had. */
export interface StateChange {
  readonly set: Readonly<Record<string, JsonValue>>;
  readonly gone?: readonly string[];
}

/** The data of a page that shows the traces, one or two. */
export function pageData(
  traces: readonly { readonly trace: Trace; readonly label: string }[],
  extras: PageExtras,
): PageData {
  return { ...extras, traces: traces.map(({ trace, label }) => pageTrace(trace, label)) };
}

function pageTrace(trace: Trace, label: string): PageTrace {
  const states = traceStates(trace);
  const empty: State = new Map();
  const bare = { ...trace, initial: empty, steps: trace.steps.map((step) => ({ ...step, state: empty })) };
  return {
    trace: traceToJson(bare),
    label,
    initial: jsonOf([...trace.initial]),
    changes: trace.steps.map(({ state }, i) => changeOf(states[i]!, state)),
  };
}

const jsonOf = (entries: readonly (readonly [string, Parameters<typeof valueToJson>[0]])[]) =>
  Object.fromEntries(entries.map(([name, value]) => [name, valueToJson(value)]));

function changeOf(before: State, after: State): StateChange {
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const changed = [...after].filter(([name, value]) => {
    const old = before.get(name);
    return old === undefined || (old !== value && !valuesEqual(old, value));
  });
  return { set: jsonOf(changed), ...(gone.length > 0 && { gone }) };
}
