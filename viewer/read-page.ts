import {
  actorFinder,
  type FindActors,
  diffStates,
  traceFromJson,
  valueFromJson,
  type Difference,
  type JsonValue,
  type State,
  type Trace,
} from '../src/trace/index.ts';
import type { PageData, PageTrace } from '../src/view/page-data.ts';

/** A trace as the page works with it: states share what did not change. */
export interface ShownTrace {
  readonly trace: Trace;
  readonly label: string;
  readonly states: readonly State[];
  readonly variables: readonly string[];
  readonly findActors: FindActors;
  /** What the step into a state changed; the initial state has none. Row `states.length` is the step that closes a loop. */
  readonly differences: (row: number) => readonly Difference[];
  /** One for each state, and one more for what repeats for ever. */
  readonly rows: number;
}

/** All that the page has to show. */
export interface Page {
  readonly data: PageData;
  readonly traces: readonly ShownTrace[];
}

export function readPage(): Page {
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
  return { data, traces: data.traces.map((trace) => readTrace(trace, data.actorParameters)) };
}

function readTrace(page: PageTrace, actorParameters: readonly string[] | undefined): ShownTrace {
  const parsed = traceFromJson(page.trace);
  if (!parsed.ok) throw new Error(parsed.error);
  const states = [readState(page.initial)];
  for (const { set, gone = [] } of page.changes) {
    const next = new Map(states.at(-1));
    for (const name of gone) next.delete(name);
    for (const [name, value] of Object.entries(set)) next.set(name, valueFromJson(value));
    states.push(next);
  }
  const trace = {
    ...parsed.value,
    initial: states[0]!,
    steps: parsed.value.steps.map((step, i) => ({ ...step, state: states[i + 1]! })),
  };
  return {
    trace,
    label: page.label,
    states,
    variables: [...new Set(states.flatMap((state) => [...state.keys()]))],
    findActors: actorFinder(trace, actorParameters),
    differences: rememberDifferences(trace, states),
    rows: states.length + (trace.end.kind === 'finite' ? 0 : 1),
  };
}

const readState = (json: Readonly<Record<string, JsonValue>>): State =>
  new Map(Object.entries(json).map(([name, value]) => [name, valueFromJson(value)]));

function rememberDifferences(trace: Trace, states: readonly State[]): ShownTrace['differences'] {
  const known: (readonly Difference[])[] = [];
  const find = (row: number): readonly Difference[] => {
    if (row === 0) return [];
    if (row < states.length) return diffStates(states[row - 1]!, states[row]!);
    return trace.end.kind === 'lasso' ? diffStates(states.at(-1)!, states[trace.end.backTo]!) : [];
  };
  return (row) => (known[row] ??= find(row));
}
