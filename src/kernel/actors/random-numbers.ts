/**
 * Marsaglia's xorshift32: a seed gives the same choices again; the timing of a thread is its own. Answers a number from 0
 * to below its argument.
 */
export function randomNumbers(seed: number): (below: number) => number {
  let x = seed | 0 || 1;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}
