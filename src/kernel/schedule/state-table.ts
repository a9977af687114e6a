const WORDS_OF_AN_ENTRY = 4;
const MOST_FILLED = 0.7;

/**
 * States that have been explored: for each, two hashes, a bit mask and a number. One typed array that never grows; when
 * it is full, new states are not remembered, so that a search takes longer but stays right.
 */
export class StateTable {
  /** States in the table. */
  size = 0;
  private readonly entries: Int32Array;
  private readonly mask: number;

  /** @param slots how many slots, a power of two; each takes 16 bytes, and 70 % of them are used. */
  constructor(slots: number) {
    this.entries = new Int32Array(slots * WORDS_OF_AN_ENTRY);
    this.mask = slots - 1;
  }

  /** Whether no further state is remembered. */
  get isFull(): boolean {
    return this.size >= (this.mask + 1) * MOST_FILLED;
  }

  /** Where the state stands: a position for `maskAt` and `numberAt`, or -1. */
  find(low: number, high: number): number {
    const at = this.slot(low, high);
    return this.isUsed(at) ? at : -1;
  }

  /** The bit mask of the state at that position. */
  maskAt(at: number): number {
    return this.entries[at + 2] as number;
  }

  /** The number of the state at that position. */
  numberAt(at: number): number {
    return (this.entries[at + 3] as number) - 1;
  }

  /** Remembers or changes a state; `number` is 0 or more. */
  put(low: number, high: number, mask: number, number: number): void {
    const at = this.slot(low, high);
    if (!this.isUsed(at)) {
      if (this.isFull) return;
      this.size++;
    }
    this.entries[at] = low;
    this.entries[at + 1] = high;
    this.entries[at + 2] = mask;
    this.entries[at + 3] = number + 1;
  }

  private isUsed(at: number): boolean {
    return this.entries[at + 3] !== 0;
  }

  private slot(low: number, high: number): number {
    const { entries } = this;
    for (let i = low & this.mask; ; i = (i + 1) & this.mask) {
      const at = i * WORDS_OF_AN_ENTRY;
      if (!this.isUsed(at) || (entries[at] === low && entries[at + 1] === high)) return at;
    }
  }
}
