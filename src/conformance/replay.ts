import type { Comparison } from '../trace/index.ts';
import { compareStates } from './compare-states.ts';
import { ConformanceError } from './conformance-error.ts';
import type { ActionCall, Driver, TraceFacts } from './driver.ts';
import { DriverSession } from './driver-session.ts';
import { DIFFERENT_STATE, REFUSED_CHANGES_NOTHING } from './failure-text.ts';
import { outcomeNotes } from './outcome-notes.ts';
import { printCall } from './print-call.ts';
import type { SuiteTrace } from './suite.ts';
import { nextTurn } from './timers.ts';
import { stepCount, walkOf, type WalkStep } from './walk.ts';

/** What a replay needs to know besides the trace. */
export interface ReplayContext extends Comparison {
  /** The command that runs this one trace again. */
  readonly repeat: string;
}

/**
 * Walks an implementation along a trace and compares the full state after every step, but for what the context leaves out. A lasso is walked through its loop
 * and once around it again, so that the loop is seen to close. Where a trace ends by stuttering, the state has to stay as
 * it is; where it ends in a deadlock, each action of the trace has to be refused.
 *
 * @throws ConformanceError at the first step at which the implementation refuses, fails, does not answer in time or shows
 * another state, or when the driver cannot be disposed of.
 */
export async function replayTrace<A extends ActionCall, S extends object, C extends object>(
  trace: SuiteTrace<A, S, C>,
  createDriver: (constants: C, facts: TraceFacts) => Driver<A, S>,
  context: ReplayContext,
): Promise<void> {
  const { id, title, end, constants } = trace;
  const session = new DriverSession<A, S>(id, context.repeat);
  await session.create(createDriver, constants, { id, title, steps: stepCount(trace), end: end.kind });
  await session.within(() => walk(trace, session, context));
}

/** Fails when a suite has no traces: a test run that tests nothing must not be green. */
export function requireTraces(traces: readonly unknown[]): void {
  if (traces.length === 0) throw new ConformanceError('the suite has no traces: it tests nothing');
}

async function walk<A extends ActionCall, S extends object, C extends object>(
  trace: SuiteTrace<A, S, C>,
  session: DriverSession<A, S>,
  comparison: Comparison,
): Promise<void> {
  // A driver may make what it is given its own and change it; what is expected must not change with it.
  const steps = walkOf(trace);
  await session.call('init', () => session.driver.init(structuredClone(trace.initial)));
  for (const step of steps) {
    const { action, place } = step;
    session.goTo(place, action);
    if (action && (await session.apply(structuredClone(action))) === 'refused')
      throw session.failure('the implementation refused an action that the model takes here');
    await compare(session, step, comparison);
    if (action) session.did(action);
  }
  await checkEnd(trace, session, steps.at(-1)!, comparison);
}

/** What follows the last step; it is said of all traces that end so, and needs no action of the trace. */
async function checkEnd<A extends ActionCall, S extends object, C extends object>(
  trace: SuiteTrace<A, S, C>,
  session: DriverSession<A, S>,
  { expected }: WalkStep<A>,
  comparison: Comparison,
): Promise<void> {
  const last = { place: 'the end', expected };
  if (trace.end.kind === 'stuttering') {
    await nextTurn();
    const remark = 'The trace stays in its last state for ever: nothing may change without an action.';
    session.goTo('the end, where nothing happens any more');
    await compare(session, { ...last, remark }, comparison);
  }
  if (trace.end.kind !== 'deadlock') return;
  const actions = new Map(trace.steps.map(({ action }) => [printCall(action), action]));
  for (const action of actions.values()) {
    session.goTo('the end', action);
    if ((await session.apply(structuredClone(action))) === 'done')
      throw session.failure(
        'the trace ends in a deadlock, where no action is possible, but the implementation performed this one',
      );
    await compare(session, { ...last, remark: REFUSED_CHANGES_NOTHING }, comparison);
  }
}

async function compare<A extends ActionCall, S extends object>(
  session: DriverSession<A, S>,
  step: WalkStep<A>,
  comparison: Comparison,
): Promise<void> {
  const { expected, before, remark } = step;
  const observed: unknown = await session.call('observe', () => session.driver.observe());
  // Reading the answer may run code of the driver: a getter, a proxy.
  const lines = await session.call('observe', () => compareStates(expected, observed, before, comparison));
  if (lines.length === 0) return;
  const choice = outcomeNotes(step, observed, comparison);
  const what = choice?.isAllowed ? "the implementation's state is not that of the trace" : DIFFERENT_STATE;
  throw session.failure(what, lines, [...(choice?.notes ?? []), ...(remark === undefined ? [] : [remark])]);
}
