/**
 * The atomic operations of the kernel core, bound to the machine's own. Everything else in `src/kernel` imports
 * them as `#atomics`, so that a scheduler can stand in for this file by an import condition.
 *
 * All of them are sequentially consistent: JavaScript has no weaker atomics, so the core shows interleavings but
 * no acquire/release reorderings. The functions are one call each, which V8 inlines; none allocates.
 */

/** Reads a word. */
export function load(words: Int32Array, index: number): number {
  return Atomics.load(words, index);
}

/** Writes a word; what was written before it is visible to whoever reads the new value. */
export function store(words: Int32Array, index: number, value: number): void {
  Atomics.store(words, index, value);
}

/** Adds to a word and answers the value before. */
export function add(words: Int32Array, index: number, value: number): number {
  return Atomics.add(words, index, value);
}

/** Subtracts from a word and answers the value before. */
export function sub(words: Int32Array, index: number, value: number): number {
  return Atomics.sub(words, index, value);
}

/** Clears the bits that `mask` does not have and answers the value before. */
export function and(words: Int32Array, index: number, mask: number): number {
  return Atomics.and(words, index, mask);
}

/** Sets the bits of `mask` and answers the value before. */
export function or(words: Int32Array, index: number, mask: number): number {
  return Atomics.or(words, index, mask);
}

/** Writes a word and answers the value before. */
export function exchange(words: Int32Array, index: number, value: number): number {
  return Atomics.exchange(words, index, value);
}

/** Writes `value` if the word is `expected`; answers the value before either way. */
export function compareExchange(words: Int32Array, index: number, expected: number, value: number): number {
  return Atomics.compareExchange(words, index, expected, value);
}

/**
 * Sleeps while the word is `expected`, until it is notified or `milliseconds` have passed. A return of `ok` does not
 * say that the word has changed: test again.
 */
export function wait(
  words: Int32Array,
  index: number,
  expected: number,
  milliseconds: number,
): 'ok' | 'not-equal' | 'timed-out' {
  return Atomics.wait(words, index, expected, milliseconds);
}

/** Wakes at most `count` sleepers on the word and answers how many there were. */
export function notify(words: Int32Array, index: number, count: number): number {
  return Atomics.notify(words, index, count);
}
