import type { TlaValue } from '../trace/index.ts';
import type { ExpectedState } from './compare-states.ts';
import type { ActionCall } from './driver.ts';
import { liftValue } from './lift.ts';
import type { SuiteOutcomes, SuiteTrace } from './suite.ts';

/** A state to visit, with the action that leads there. */
export interface WalkStep<A extends ActionCall> {
  /** Missing for the initial state. */
  readonly action?: A;
  /** `step 2 of 3`. */
  readonly place: string;
  /** Missing for the initial state. */
  readonly before?: ExpectedState;
  readonly expected: ExpectedState;
  /** Where the specification leaves a choice: how many states are allowed, and the others as far as they are known. */
  readonly outcomes?: { readonly count: number; readonly others: readonly ExpectedState[] };
  /** What is to be known when the state differs here. */
  readonly remark?: string;
}

/** The way along a trace; the loop of a lasso is walked a second time, so that it is seen to close. */
export function walkOf<A extends ActionCall, S extends object, C extends object>(
  trace: SuiteTrace<A, S, C>,
): readonly WalkStep<A>[] {
  const { end } = trace;
  const count = stepCount(trace);
  const initial = liftVariables(trace.initial);
  const walk: WalkStep<A>[] = [
    {
      place: 'the initial state',
      expected: initial,
      ...outcomesOf(trace.initialOutcomes, initial),
    },
  ];
  for (const { action, changes, outcomes } of trace.steps) {
    const before = walk.at(-1)!.expected;
    walk.push({
      action,
      place: `step ${walk.length} of ${count}`,
      before,
      expected: changed(before, changes),
      ...outcomesOf(outcomes, before),
    });
  }
  if (end.kind !== 'lasso') return walk;
  const before = walk.at(-1)!.expected;
  const goal = end.backTo === 0 ? 'the initial state' : `the state after step ${end.backTo}`;
  const closing: WalkStep<A> = {
    action: end.action,
    place: `step ${count} of ${count}`,
    before,
    expected: walk[end.backTo]!.expected,
    ...outcomesOf(end.outcomes, before),
    remark: `This step closes the loop: it has to lead back to ${goal}.`,
  };
  const loop = [...walk.slice(end.backTo + 1), closing];
  const again = loop.map((step) => ({ ...step, place: `${step.place}, the second time around the loop` }));
  return [...walk, closing, ...again];
}

/** Number of the actions of a trace, with the one that closes a loop. */
export const stepCount = ({ steps, end }: SuiteTrace<ActionCall, object, object>): number =>
  steps.length + (end.kind === 'lasso' ? 1 : 0);

function outcomesOf<S extends object>(
  outcomes: SuiteOutcomes<S> | undefined,
  before: ExpectedState,
): Pick<WalkStep<ActionCall>, 'outcomes'> {
  if (!outcomes) return {};
  return {
    outcomes: {
      count: outcomes.count,
      others: outcomes.others.map((changes) => changed(before, changes)),
    },
  };
}

const changed = (state: ExpectedState, changes: object): ExpectedState =>
  new Map([...state, ...liftVariables(changes)]);

function liftVariables(variables: object): Map<string, TlaValue> {
  return new Map(
    Object.entries(variables).map(([name, host]) => {
      const value = liftValue(host, name);
      if (!value.ok) throw new Error(`the suite is damaged: ${value.error}`);
      return [name, value.value];
    }),
  );
}
