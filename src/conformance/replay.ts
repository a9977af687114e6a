import { compareStates } from './compare-states.ts';
import { ConformanceError, summaryOf } from './conformance-error.ts';
import { DEFAULT_TIME_LIMIT, type ActionCall, type Answer, type Driver, type TraceFacts } from './driver.ts';
import { failureText, summaryText, type Failure } from './failure-text.ts';
import { linesOfError } from './lines-of-error.ts';
import { describeHost } from './host-value.ts';
import { outcomeNotes } from './outcome-notes.ts';
import { printCall } from './print-call.ts';
import type { SuiteTrace } from './suite.ts';
import { nextTurn, withinTime } from './timers.ts';
import { stepCount, walkOf, type WalkStep } from './walk.ts';

/** What a replay needs to know besides the trace. */
export interface ReplayContext {
  /** The command that runs this one trace again. */
  readonly repeat: string;
}

/**
 * Walks an implementation along a trace and compares the full state after every step. A lasso is walked through its loop
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
  const replay = new Replay(trace, context);
  const driver = await replay.create(createDriver);
  const first = await caught(() => replay.walk(driver));
  const last = await caught(() => replay.dispose(driver));
  // The first failure is the one to know; that of dispose() may only follow from it.
  if (first && last && first.error instanceof ConformanceError && last.error instanceof ConformanceError)
    throw new ConformanceError(`${first.error.message}\nafter that, ${summaryOf(last.error)}`);
  if (first) throw first.error;
  if (last) throw last.error;
}

/** Fails when a suite has no traces: a test run that tests nothing must not be green. */
export function requireTraces(traces: readonly unknown[]): void {
  if (traces.length === 0) throw new ConformanceError('the suite has no traces: it tests nothing');
}

const METHODS = ['init', 'apply', 'observe', 'dispose'] as const;

/** Where a walk is: a place, and the action that is performed there. */
type Position<A extends ActionCall> = Pick<WalkStep<A>, 'place' | 'action'>;

/** One walk of an implementation along a trace: where it is, what was done so far, and how a failure is told. */
class Replay<A extends ActionCall, S extends object, C extends object> {
  private readonly trace: SuiteTrace<A, S, C>;
  private readonly context: ReplayContext;
  private position: Position<A> = { place: 'the start' };
  private readonly done: A[] = [];
  private timeLimit = DEFAULT_TIME_LIMIT;

  constructor(trace: SuiteTrace<A, S, C>, context: ReplayContext) {
    this.trace = trace;
    this.context = context;
  }

  async create(createDriver: (constants: C, facts: TraceFacts) => Driver<A, S>): Promise<Driver<A, S>> {
    const { id, title, end, constants } = this.trace;
    const facts = { id, title, steps: stepCount(this.trace), end: end.kind };
    const driver = await this.call('createDriver', () => createDriver(constants, facts));
    if (typeof driver !== 'object' || driver === null)
      throw this.failure(`createDriver() answered ${describeHost(driver)} where a driver is expected`);
    const missing = METHODS.filter((name) => typeof driver[name] !== 'function');
    if (missing.length > 0)
      throw this.failure(`the driver has no method ${missing.map((name) => `${name}()`).join(', ')}`);
    const { timeLimit = DEFAULT_TIME_LIMIT } = driver;
    if (typeof timeLimit !== 'number' || !(timeLimit > 0))
      throw this.failure(
        `the driver's timeLimit is ${describeHost(timeLimit)} where milliseconds are expected, more than 0`,
      );
    this.timeLimit = timeLimit;
    return driver;
  }

  async walk(driver: Driver<A, S>): Promise<void> {
    // A driver may make what it is given its own and change it; what is expected must not change with it.
    const walk = walkOf(this.trace);
    await this.call('init', () => driver.init(structuredClone(this.trace.initial)));
    for (const step of walk) {
      this.position = step;
      const { action } = step;
      if (action && (await this.apply(driver, action)) === 'refused')
        throw this.failure('the implementation refused an action that the model takes here');
      await this.compare(driver, step);
      if (action) this.done.push(action);
    }
    await this.checkEnd(driver, walk.at(-1)!);
  }

  async dispose(driver: Driver<A, S>): Promise<void> {
    this.position = { place: 'the end' };
    await this.call('dispose', () => driver.dispose());
  }

  /** What follows the last step; it is said of all traces that end so, and needs no action of the trace. */
  private async checkEnd(driver: Driver<A, S>, { expected }: WalkStep<A>): Promise<void> {
    if (this.trace.end.kind === 'stuttering') {
      await nextTurn();
      this.position = { place: 'the end, where nothing happens any more' };
      const remark = 'The trace stays in its last state for ever: nothing may change without an action.';
      await this.compare(driver, { ...this.position, expected, remark });
    }
    if (this.trace.end.kind !== 'deadlock') return;
    const actions = new Map(this.trace.steps.map(({ action }) => [printCall(action), action]));
    for (const action of actions.values()) {
      this.position = { place: 'the end', action };
      if ((await this.apply(driver, action)) === 'done')
        throw this.failure(
          'the trace ends in a deadlock, where no action is possible, but the implementation performed this one',
        );
      const remark = 'An action that is refused must change nothing.';
      await this.compare(driver, { ...this.position, expected, remark });
    }
  }

  private async apply(driver: Driver<A, S>, action: A): Promise<Answer> {
    const answer: unknown = await this.call('apply', () => driver.apply(action));
    if (answer === 'done' || answer === 'refused') return answer;
    throw this.failure(`apply() answered ${describeHost(answer)} where "done" or "refused" is expected`);
  }

  private async compare(driver: Driver<A, S>, step: WalkStep<A>): Promise<void> {
    const { expected, before, remark } = step;
    const observed: unknown = await this.call('observe', () => driver.observe());
    // Reading the answer may run code of the driver: a getter, a proxy.
    const lines = await this.call('observe', () => compareStates(expected, observed, before));
    if (lines.length === 0) return;
    const choice = outcomeNotes(step, observed);
    const what = choice?.isAllowed
      ? "the implementation's state is not that of the trace"
      : "the implementation's state is not the model's";
    throw this.failure(what, lines, [...(choice?.notes ?? []), ...(remark === undefined ? [] : [remark])]);
  }

  /** Runs a function of the driver: what it throws is the implementation's failure, not ours. */
  private async call<T>(method: string, run: () => T | Promise<T>): Promise<T> {
    try {
      return await withinTime(run(), this.timeLimit, () => this.late(method));
    } catch (error) {
      if (error instanceof ConformanceError) throw error;
      throw this.failure(`${method}() failed`, linesOfError(error));
    }
  }

  private late(method: string): ConformanceError {
    const notes = ["The limit is the driver's `timeLimit`, in milliseconds."];
    return this.failure(`${method}() gave no answer within ${this.timeLimit / 1000} s`, [], notes);
  }

  private failure(
    what: string,
    lines: Failure['lines'] = [],
    notes: Failure['notes'] = [],
  ): ConformanceError {
    const { trace, context, position } = this;
    const { place, action } = position;
    const where = action ? `${place}, ${printCall(action)}` : place;
    const done = this.done.map(printCall);
    const failure = { id: trace.id, where, what, lines, notes, done, repeat: context.repeat };
    return new ConformanceError(failureText(failure), summaryText(failure));
  }
}

/** What a function throws, in an object because it may be `undefined`. */
async function caught(run: () => Promise<void>): Promise<{ readonly error: unknown } | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return { error };
  }
}
