// Taken when this file is loaded: a driver under test may put fake timers in their place.
const { setTimeout, clearTimeout, setImmediate } = globalThis;

/** The longest time that a timer can run, in milliseconds; a longer one would end at once. */
const LONGEST = 2 ** 31 - 1;

/** Waits for a promise, but no longer than `milliseconds`; then it fails with what `late` gives. No timer is left behind. */
export function withinTime<T>(
  answer: PromiseLike<T>,
  milliseconds: number,
  late: () => Error,
): PromiseLike<T> {
  return milliseconds <= LONGEST ? race(answer, milliseconds, late) : answer;
}

async function race<T>(answer: PromiseLike<T>, milliseconds: number, late: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Lets everything that is due happen: callbacks of timers and of files and sockets. */
export const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done));
