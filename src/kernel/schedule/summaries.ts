/** Distinct summaries that are kept; what comes later is taken for "everybody may do everything". */
const MOST = 1 << 16;

/**
 * What may still happen below a state: for each fibre the locations that it reads and writes there, as bit masks, four
 * words a fibre. Equal ones are stored once.
 */
export class Summaries {
  private readonly width: number;
  private readonly numbers = new Map<string, number>();
  private readonly stored: Int32Array[];

  constructor(fibres: number) {
    this.width = fibres * 4;
    this.stored = [new Int32Array(this.width).fill(-1)];
  }

  /** The number of a summary; `words` begins with it at `at`. */
  numberOf(words: Int32Array, at: number): number {
    const summary = words.subarray(at, at + this.width);
    const key = summary.join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    if (this.stored.length >= MOST) return 0;
    this.stored.push(summary.slice());
    this.numbers.set(key, this.stored.length - 1);
    return this.stored.length - 1;
  }

  /** The summary of that number. */
  at(number: number): Int32Array {
    return this.stored[number] as Int32Array;
  }
}
