/**
 * What `#atomics` is to the derived form of the core (`generated/`): each function announces the operation that its fibre
 * wants next and changes nothing. The fibre then yields; the scheduler performs the operation when it is the fibre's
 * turn, and resumes it with the answer.
 *
 * One thread runs one fibre at a time, so one announcement is enough, and nothing is allocated for it.
 */

import { OPERATION } from '../turns/operations.ts';

/** The code of a fibre: yields after each announcement, and gets the answer of the operation. */
// A generator has one type for all answers, but each operation has its own; the source that this was derived from is checked.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Fibre<T> = Generator<void, T, any>;

/** The operation that the fibre which ran last wants next. */
export const announced = {
  operation: OPERATION.NONE as number,
  words: new Int32Array(0) as Int32Array,
  index: 0,
  /** The value, the mask, the expected value, or how many to wake. */
  operand: 0,
  /** The new value of a compareExchange, or the milliseconds of a wait. */
  second: 0,
};

function announce(
  operation: number,
  words: Int32Array,
  index: number,
  operand: number,
  second: number,
): void {
  announced.operation = operation;
  announced.words = words;
  announced.index = index;
  announced.operand = operand;
  announced.second = second;
}

export function load(words: Int32Array, index: number): void {
  announce(OPERATION.LOAD, words, index, 0, 0);
}

export function store(words: Int32Array, index: number, value: number): void {
  announce(OPERATION.STORE, words, index, value, 0);
}

export function add(words: Int32Array, index: number, value: number): void {
  announce(OPERATION.ADD, words, index, value, 0);
}

export function sub(words: Int32Array, index: number, value: number): void {
  announce(OPERATION.SUB, words, index, value, 0);
}

export function and(words: Int32Array, index: number, mask: number): void {
  announce(OPERATION.AND, words, index, mask, 0);
}

export function or(words: Int32Array, index: number, mask: number): void {
  announce(OPERATION.OR, words, index, mask, 0);
}

export function exchange(words: Int32Array, index: number, value: number): void {
  announce(OPERATION.EXCHANGE, words, index, value, 0);
}

export function compareExchange(words: Int32Array, index: number, expected: number, value: number): void {
  announce(OPERATION.COMPARE_EXCHANGE, words, index, expected, value);
}

export function wait(words: Int32Array, index: number, expected: number, milliseconds: number): void {
  announce(OPERATION.WAIT, words, index, expected, milliseconds);
}

export function notify(words: Int32Array, index: number, count: number): void {
  announce(OPERATION.NOTIFY, words, index, count, 0);
}

/** The next thing the fibre does is a call that makes plain accesses. */
export function plain(): void {
  announced.operation = OPERATION.PLAIN;
}

/** The scheduler's clock stands still: what a wait has of time is whether it times out, which the scheduler chooses. */
export function now(): number {
  return 0;
}

export { plainCopyWithin, plainFill, plainRead, plainWrite } from './cells.ts';
export { begun, ended, loopEntry, nextRound, saw } from './local-state.ts';
export { stepBegun, stepEnded } from './step-watch.ts';
