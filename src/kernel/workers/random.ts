/** Marsaglia's xorshift32, so that a seed gives each thread the same choices again (its timing is its own). */
export function randomNumbers(seed: number): (below: number) => number {
  let x = seed | 0 || 1;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}
