import type { ActionInstance, SourceLocation } from './action.ts';
import type { NearbyGraph } from './nearby-graph.ts';
import type { State } from './state.ts';
import type { TlaValue } from './value.ts';
import type { Why } from './why.ts';

export type { ActionInstance, Argument, SourceLocation } from './action.ts';
export type { State } from './state.ts';

/** One step of a behavior: the state it leads to, and the action instances that explain it. */
export interface Step {
  /** At least one. More than one when several instances allow this very pair of states; the first is the one shown. */
  readonly actions: readonly [ActionInstance, ...ActionInstance[]];
  readonly location?: SourceLocation;
  readonly state: State;
}

/** How a behavior goes on after its last printed state. */
export type TraceEnd =
  | { readonly kind: 'finite' }
  /** The last state repeats for ever. */
  | { readonly kind: 'stuttering' }
  /** `step` leads from the last state back to state number `backTo` (0 is the initial state). */
  | { readonly kind: 'lasso'; readonly backTo: number; readonly step: Omit<Step, 'state'> };

/** Where a trace came from: what it takes to produce it again. `config` is a file name without its folder. */
export interface TraceOrigin {
  readonly module: string;
  readonly config: string;
  readonly tlcVersion: string;
  readonly jarSha256: string;
  readonly fp: number;
  readonly seed: string;
  readonly workers: string;
}

/** A behavior of a specification as TLC prints it: a counterexample, a witness, or a simulation trace. */
export interface Trace {
  readonly initial: State;
  readonly steps: readonly Step[];
  readonly end: TraceEnd;
  readonly origin?: TraceOrigin;
  /** Facts that a reader must know, such as "the arguments of Up could not be recovered: ...". */
  readonly notes: readonly string[];
  /** Why it violates a property, where TLC was asked for that. */
  readonly why?: Why;
  /** What else could have been done, where TLC was asked for that. */
  readonly nearby?: NearbyGraph;
}

/** All states of the trace in order; index 0 is the initial state. */
export const traceStates = (trace: Trace): readonly State[] => [
  trace.initial,
  ...trace.steps.map((step) => step.state),
];

/** The text of an action instance, `Pin(u = u1, p = p1)`; only the name where the arguments are unknown. */
export function printAction(action: ActionInstance, print: (value: TlaValue) => string): string {
  if (!action.arguments || action.arguments.length === 0) return action.name;
  return `${action.name}(${action.arguments.map(({ name, value }) => `${name} = ${print(value)}`).join(', ')})`;
}
