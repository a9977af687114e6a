/**
 * The atomic operations of the kernel core in a thread that takes turns: stands in for the native ones by the import condition
 * `scheduled`. Each is the machine's own operation on the shared memory, done when it is the thread's turn; only who sleeps
 * and who is woken is decided by the one who gives the turns.
 */
import { OPERATION } from '../turns/operations.ts';
import { WAIT_ASLEEP, WAIT_NOT_EQUAL, WAIT_OK, WAIT_TIMED_OUT } from '../turns/turn-words.ts';
import { turnstile } from '../turns/turnstile.ts';

/** Does an operation in its turn. */
function inTurn(operation: number, index: number, perform: () => number): number {
  const gate = turnstile();
  gate?.arrive();
  const answer = perform();
  gate?.done(operation, index, answer);
  return answer;
}

export function load(words: Int32Array, index: number): number {
  return inTurn(OPERATION.LOAD, index, () => Atomics.load(words, index));
}

export function store(words: Int32Array, index: number, value: number): void {
  inTurn(OPERATION.STORE, index, () => Atomics.exchange(words, index, value));
}

export function add(words: Int32Array, index: number, value: number): number {
  return inTurn(OPERATION.ADD, index, () => Atomics.add(words, index, value));
}

export function sub(words: Int32Array, index: number, value: number): number {
  return inTurn(OPERATION.SUB, index, () => Atomics.sub(words, index, value));
}

export function and(words: Int32Array, index: number, mask: number): number {
  return inTurn(OPERATION.AND, index, () => Atomics.and(words, index, mask));
}

export function or(words: Int32Array, index: number, mask: number): number {
  return inTurn(OPERATION.OR, index, () => Atomics.or(words, index, mask));
}

export function exchange(words: Int32Array, index: number, value: number): number {
  return inTurn(OPERATION.EXCHANGE, index, () => Atomics.exchange(words, index, value));
}

export function compareExchange(words: Int32Array, index: number, expected: number, value: number): number {
  return inTurn(OPERATION.COMPARE_EXCHANGE, index, () =>
    Atomics.compareExchange(words, index, expected, value),
  );
}

/** A sleep ends with the turn that says how. */
export function wait(
  words: Int32Array,
  index: number,
  expected: number,
  milliseconds: number,
): 'ok' | 'not-equal' | 'timed-out' {
  const gate = turnstile();
  if (gate === undefined) return Atomics.wait(words, index, expected, milliseconds);
  gate.arrive();
  const code =
    Atomics.load(words, index) !== expected
      ? WAIT_NOT_EQUAL
      : milliseconds <= 0
        ? WAIT_TIMED_OUT
        : WAIT_ASLEEP;
  gate.done(OPERATION.WAIT, index, code);
  if (code === WAIT_NOT_EQUAL) return 'not-equal';
  if (code === WAIT_TIMED_OUT) return 'timed-out';
  return gate.wake() === WAIT_OK ? 'ok' : 'timed-out';
}

/** How many sleepers there were is for the one to say who gives the turns. */
export function notify(words: Int32Array, index: number, count: number): number {
  const gate = turnstile();
  if (gate === undefined) return Atomics.notify(words, index, count);
  gate.arrive();
  const woken = gate.woken();
  gate.done(OPERATION.NOTIFY, index, woken);
  return woken;
}
