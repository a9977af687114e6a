import { ConformanceError, summaryOf } from './conformance-error.ts';
import { DEFAULT_TIME_LIMIT, type ActionCall, type Answer, type Driver, type TraceFacts } from './driver.ts';
import { failureText, GAVE_NO_ANSWER, summaryText, type Failure } from './failure-text.ts';
import { describeHost } from './host-value.ts';
import { isPromise } from './is-promise.ts';
import { linesOfError } from './lines-of-error.ts';
import { printCall } from './print-call.ts';
import { withinTime } from './timers.ts';

const METHODS = ['init', 'apply', 'observe', 'dispose'] as const;

/** An action, or its text where that is known; texts are made when something fails. */
type Performed = ActionCall | string;

/** A driver at work in one test: its calls are timed, what it throws or answers wrongly is told with its place. */
export class DriverSession<A extends ActionCall, S extends object> {
  private readonly done: Performed[] = [];
  private place = 'the start';
  private action: Performed | undefined;
  private readonly id: string;
  private readonly repeat: string;
  private readonly origin: string | undefined;
  private timeLimit = DEFAULT_TIME_LIMIT;
  private made: Driver<A, S> | undefined;

  /** `repeat` is the command that runs this one test again, `origin` where a failure was seen that is looked for here. */
  constructor(id: string, repeat: string, origin?: string) {
    this.id = id;
    this.repeat = repeat;
    this.origin = origin;
  }

  /** Says where the test is from now on: `step 2 of 3`, and the action of that step. */
  goTo(place: string, action?: Performed): void {
    this.place = place;
    this.action = action;
  }

  /** The action of this place was performed, and the state is right. */
  did(action: Performed): void {
    this.done.push(action);
  }

  get driver(): Driver<A, S> {
    if (!this.made) throw new Error('the driver was not created');
    return this.made;
  }

  /** Makes the driver and looks whether it is one. */
  async create<C>(
    createDriver: (constants: C, facts: TraceFacts) => Driver<A, S>,
    constants: C,
    facts: TraceFacts,
  ): Promise<void> {
    const driver = await this.call('createDriver', () => createDriver(constants, facts));
    if (typeof driver !== 'object' || driver === null)
      throw this.failure(`createDriver() answered ${describeHost(driver)} where a driver is expected`);
    const missing = METHODS.filter((name) => typeof driver[name] !== 'function');
    if (missing.length > 0)
      throw this.failure(`the driver has no method ${missing.map((name) => `${name}()`).join(', ')}`);
    const { timeLimit = DEFAULT_TIME_LIMIT } = driver;
    if (typeof timeLimit !== 'number' || !(timeLimit > 0)) {
      const what = `the driver's timeLimit is ${describeHost(timeLimit)} where milliseconds are expected, more than 0`;
      throw this.failure(what);
    }
    this.timeLimit = timeLimit;
    this.made = driver;
  }

  /** Performs an action; the driver may keep it and change it. Answers at once where the driver does. */
  apply(action: A): Answer | Promise<Answer> {
    const answer = this.call('apply', (): unknown => this.driver.apply(action));
    return isPromise(answer) ? this.checkedLater(answer) : this.checked(answer);
  }

  private async checkedLater(answer: PromiseLike<unknown>): Promise<Answer> {
    return this.checked(await answer);
  }

  private checked(answer: unknown): Answer {
    if (answer === 'done' || answer === 'refused') return answer;
    throw this.failure(`apply() answered ${describeHost(answer)} where "done" or "refused" is expected`);
  }

  /** Runs a function of the driver: what it throws is the implementation's failure, not ours. Answers at once where it does. */
  call<T>(method: string, run: () => T | Promise<T>): T | Promise<T> {
    try {
      const answer = run();
      return isPromise(answer) ? this.settled(method, answer) : answer;
    } catch (error) {
      throw this.thrown(method, error);
    }
  }

  private async settled<T>(method: string, answer: PromiseLike<T>): Promise<T> {
    try {
      return await withinTime(answer, this.timeLimit, () => this.late(method));
    } catch (error) {
      throw this.thrown(method, error);
    }
  }

  private thrown(method: string, error: unknown): ConformanceError {
    return error instanceof ConformanceError
      ? error
      : this.failure(`${method}() failed`, linesOfError(error));
  }

  private late(method: string): ConformanceError {
    const notes = ["The limit is the driver's `timeLimit`, in milliseconds."];
    const what = `${method}() ${GAVE_NO_ANSWER} ${this.timeLimit / 1000} s`;
    return this.failure(what, [], notes);
  }

  /** What to throw. */
  failure(
    what: string,
    lines: Failure['lines'] = [],
    notes: Failure['notes'] = [],
    repeatTells?: string,
  ): ConformanceError {
    const { id, repeat, place, action, origin } = this;
    const where = action === undefined ? place : `${place}, ${textOf(action)}`;
    const done = this.done.map(textOf);
    const failure = { id, where, what, lines, notes, done, repeat, repeatTells, origin };
    return new ConformanceError(failureText(failure), summaryText(failure));
  }

  /** Runs a test and disposes of the driver; the first failure is the one to know, that of dispose() may only follow from it. */
  async within(test: () => Promise<void>): Promise<void> {
    const first = await caught(test);
    const last = await caught(async () => {
      this.goTo('the end');
      await this.call('dispose', () => this.driver.dispose());
    });
    if (first && last && first.error instanceof ConformanceError && last.error instanceof ConformanceError)
      throw new ConformanceError(
        `${first.error.message}\nafter that, ${summaryOf(last.error)}`,
        summaryOf(first.error),
      );
    if (first) throw first.error;
    if (last) throw last.error;
  }
}

const textOf = (action: Performed): string => (typeof action === 'string' ? action : printCall(action));

/** What a function throws, in an object because it may be `undefined`. */
async function caught(run: () => Promise<void>): Promise<{ readonly error: unknown } | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return { error };
  }
}
