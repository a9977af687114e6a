import { actorFinder, type FindActors } from './actors.ts';
import { diffStates, printDifference, type Difference } from './diff.ts';
import { printValue } from './print.ts';
import { printAction, traceStates, type State, type Step, type Trace } from './trace.ts';
import { visible } from './visible.ts';

/** What may be said of how a trace is to be told; every form of it uses what it can. */
export interface TellingOptions {
  /** What the trace shows, as a heading. */
  readonly title?: string;
  /** The parameters that name actors, such as `u` and `p`; without it they are inferred, see `actorFinder`. */
  readonly actorParameters?: readonly string[];
}

/** One step of a trace as every picture tells it; all texts can be shown, but know nothing of a format's syntax. */
export interface TraceEvent {
  /** The number of the state that the step leads to; the initial state has number 1. */
  readonly state: number;
  /** `Pin(u = u1, p = p1)`. */
  readonly title: string;
  readonly name: string;
  /** The other action instances that allow the step too. */
  readonly alternatives: readonly string[];
  /** `PageCache.tla:75`. */
  readonly place?: string;
  /** Who takes part; the first one acts. Empty where no parameter names anybody. */
  readonly actors: readonly string[];
  readonly differences: readonly Difference[];
  /** One line for each difference. */
  readonly changes: readonly string[];
  /** Whether this is the step that closes the loop of a lasso. */
  readonly closesLoop: boolean;
}

/** The steps of a trace in order, with the one that closes the loop of a lasso as the last. */
export function traceEvents(trace: Trace, settings: TellingOptions = {}): readonly TraceEvent[] {
  const states = traceStates(trace);
  const findActors = actorFinder(trace, settings.actorParameters);
  const events = trace.steps.map((step, i) =>
    event(step, states[i]!, step.state, { state: i + 2, closesLoop: false }, findActors),
  );
  if (trace.end.kind !== 'lasso') return events;
  const { backTo, step } = trace.end;
  const mark = { state: backTo + 1, closesLoop: true };
  return [...events, event(step, states.at(-1)!, states[backTo]!, mark, findActors)];
}

function event(
  { actions, location }: Omit<Step, 'state'>,
  before: State,
  after: State,
  mark: Pick<TraceEvent, 'state' | 'closesLoop'>,
  findActors: FindActors,
): TraceEvent {
  const [title = '', ...alternatives] = actions.map((action) => visible(printAction(action, printValue)));
  const differences = diffStates(before, after);
  return {
    ...mark,
    title,
    name: visible(actions[0].name),
    alternatives,
    ...(location && { place: visible(`${location.module}.tla:${location.beginLine}`) }),
    actors: findActors(actions[0]),
    differences,
    changes: differences.map((difference) => visible(printDifference(difference))),
  };
}

/** Who acts where no parameter names anybody. */
export const NOBODY = 'system';

/** All actors in the order in which they first take part, with `NOBODY` where a step has none. */
export const laneNames = (events: readonly TraceEvent[]): readonly string[] => [
  ...new Set(events.flatMap(({ actors }) => (actors.length > 0 ? actors : [NOBODY]))),
];

/** `flags = ...` for each variable of a state. */
export const stateLines = (state: State): readonly string[] =>
  [...state].map(([name, value]) => visible(`${name} = ${printValue(value)}`));

/** Every variable that a state of the trace has: an incomplete state lacks some. */
export const traceVariables = (trace: Trace): readonly string[] => [
  ...new Set(traceStates(trace).flatMap((state) => [...state.keys()])),
];

/** What a picture is headed with: what was given, else where the trace came from. */
export function traceTitle({ origin }: Trace, { title }: TellingOptions): string {
  if (title !== undefined) return visible(title);
  return visible(origin ? `${origin.module} with ${origin.config}` : 'Trace');
}

/** How the behavior goes on after its last state, as a sentence; nothing when it is finite. */
export function endSentence({ steps, end }: Trace): string | undefined {
  switch (end.kind) {
    case 'finite':
      return undefined;
    case 'stuttering':
      return `stuttering: state ${steps.length + 1} repeats for ever`;
    case 'lasso':
      return `loop: states ${end.backTo + 1} to ${steps.length + 1} repeat for ever`;
  }
}
