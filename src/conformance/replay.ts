import { printValue, type TlaValue } from '../trace/index.ts';
import { compareStates } from './compare-states.ts';
import type { ActionCall, Answer, Driver } from './driver.ts';
import { liftValue } from './lift.ts';
import type { SuiteTrace } from './suite.ts';

/** The implementation does not do what the model says. The message is for the reader of a test report. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}

/** What a replay needs to know besides the trace. */
export interface ReplayContext {
  /** The command that runs this one trace again. */
  readonly repeat: string;
}

/**
 * Walks an implementation along a trace and compares the full state after every step.
 * A lasso is walked through its loop and once around it again, so that the loop is seen to close.
 *
 * @throws ConformanceError at the first step at which the implementation refuses, fails or shows another state, or when
 * the driver cannot be disposed of.
 */
export async function replayTrace<A extends ActionCall, S extends object, C extends object>(
  trace: SuiteTrace<A, S, C>,
  createDriver: (constants: C) => Driver<A, S>,
  context: ReplayContext,
): Promise<void> {
  const walk = unroll(trace);
  const done: string[] = [];
  const report = (place: string, lines: readonly string[]): ConformanceError =>
    new ConformanceError(failureText(trace, place, lines, done, context));
  const driver = await attempt(
    () => createDriver(trace.constants),
    (reason) => report('the start', [`createDriver() failed: ${reason}`]),
  );
  const walkAlong = async (): Promise<void> => {
    await attempt(
      () => driver.init(),
      (reason) => report('the start', [`init() failed: ${reason}`]),
    );
    for (const [index, { action, expected }] of walk.entries()) {
      const place = action
        ? `step ${index} of ${walk.length - 1}, ${printCall(action)}`
        : 'the initial state';
      if (action) {
        const answer = await attempt(
          () => driver.apply(action),
          (reason) => report(place, [`apply() failed: ${reason}`]),
        );
        const complaint = judgeAnswer(answer);
        if (complaint !== undefined) throw report(place, [complaint]);
      }
      const observed = await attempt(
        () => driver.observe(),
        (reason) => report(place, [`observe() failed: ${reason}`]),
      );
      const differences = compareStates(expected, observed);
      if (differences.length > 0) throw report(place, differences);
      if (action) done.push(printCall(action));
    }
  };
  const first = await caught(walkAlong);
  const last = await caught(() => driver.dispose());
  const disposal = last && `dispose() failed: ${reasonOf(last.error)}`;
  // The first failure is the one to know; that of dispose() may only follow from it.
  if (first && disposal !== undefined && first.error instanceof ConformanceError)
    throw new ConformanceError(`${first.error.message}\nafter that, ${disposal}`);
  if (first) throw first.error;
  if (disposal !== undefined) throw report('the end', [disposal]);
}

/** Fails when a suite has no traces: a test run that tests nothing must not be green. */
export function requireTraces(traces: readonly unknown[]): void {
  if (traces.length === 0) throw new ConformanceError('the suite has no traces: it tests nothing');
}

interface WalkStep<A> {
  /** Missing for the initial state. */
  readonly action?: A;
  readonly expected: ReadonlyMap<string, TlaValue>;
}

/** The states to visit, each with the action that leads there; a loop is entered a second time. */
function unroll<A extends ActionCall, S extends object, C extends object>(
  trace: SuiteTrace<A, S, C>,
): WalkStep<A>[] {
  const walk: WalkStep<A>[] = [{ expected: liftVariables(trace.initial) }];
  for (const { action, changes } of trace.steps) {
    walk.push({ action, expected: new Map([...walk.at(-1)!.expected, ...liftVariables(changes)]) });
  }
  if (trace.loop) {
    const { backTo, action } = trace.loop;
    const loop = walk.slice(backTo + 1);
    const closing = { action, expected: walk[backTo]!.expected };
    walk.push(closing, ...loop, closing);
  }
  return walk;
}

function liftVariables(variables: object): Map<string, TlaValue> {
  return new Map(
    Object.entries(variables).map(([name, host]) => {
      const value = liftValue(host);
      if (!value.ok) throw new Error(`the suite is damaged: ${name}: ${value.error}`);
      return [name, value.value];
    }),
  );
}

/** Runs a driver's function; what it throws is the implementation's failure, not ours. */
async function attempt<T>(
  run: () => T | Promise<T>,
  toError: (reason: string) => ConformanceError,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toError(reasonOf(error));
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** What a function throws, in an object because it may be `undefined`. */
async function caught(run: () => void | Promise<void>): Promise<{ readonly error: unknown } | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return { error };
  }
}

function judgeAnswer(answer: Answer): string | undefined {
  if (answer === 'done') return undefined;
  if (answer === 'refused') return 'the model takes this step here, but the implementation refused it';
  return `apply() answered ${JSON.stringify(answer)} where "done" or "refused" is expected`;
}

const printCall = ({ name, parameters }: ActionCall): string => {
  const entries = Object.entries(parameters as Record<string, unknown>);
  return entries.length === 0
    ? name
    : `${name}(${entries.map(([key, host]) => `${key} = ${printHost(host)}`).join(', ')})`;
};

const printHost = (host: unknown): string => {
  if (typeof host === 'string') return host;
  const value = liftValue(host);
  return value.ok ? printValue(value.value) : String(host);
};

function failureText(
  trace: { readonly id: string; readonly title: string },
  place: string,
  lines: readonly string[],
  done: readonly string[],
  context: ReplayContext,
): string {
  return [
    `${trace.id}: the implementation does not follow the model at ${place}:`,
    ...lines.map((line) => `  ${line}`),
    ...(done.length > 0 ? [`after ${done.join(' ')}`] : []),
    `repeat with: ${context.repeat}`,
  ].join('\n');
}
