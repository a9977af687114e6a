const FIRST_LENGTH = 1 << 12;

/** A list of unsigned numbers that grows without an object for each. */
export interface NumberColumn {
  readonly length: () => number;
  readonly push: (number: number) => void;
  /** Sets the number at a place; all places before it that were never set are 0. */
  readonly set: (place: number, number: number) => void;
  /** The number at a place that was set. */
  readonly at: (place: number) => number;
  /** A copy of exactly the numbers. */
  readonly numbers: () => Uint32Array;
}

/** An empty column. */
export function createNumberColumn(): NumberColumn {
  let array = new Uint32Array(FIRST_LENGTH);
  let length = 0;
  const set = (place: number, number: number): void => {
    if (place >= array.length) {
      const larger = new Uint32Array(Math.max(array.length * 2, place + 1));
      larger.set(array);
      array = larger;
    }
    array[place] = number;
    if (place >= length) length = place + 1;
  };
  return {
    length: () => length,
    push: (number) => set(length, number),
    set,
    at: (place) => array[place]!,
    numbers: () => array.slice(0, length),
  };
}
